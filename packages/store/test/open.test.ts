import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { MIGRATIONS } from "../src/generated/migrations.js";
import { isStoreError, openStore } from "../src/index.js";
import { failureOf } from "./support/failure.js";
import { product, T0 } from "./support/fixtures.js";
import { column, openRaw, openTestStore, temporaryDirectory, temporaryFile } from "./support/stores.js";

describe("opening", () => {
  it("makes the directory for its owner alone, and the files too", async () => {
    const directory = join(temporaryDirectory(), "new", "place");
    const store = await openTestStore({ path: join(directory, "cache.db") });
    await store.write((tx) => tx.setMetadata("key", "value"));

    expect(statSync(directory).mode & 0o777).toBe(0o700);
    for (const file of ["cache.db", "cache.db-wal", "cache.db-shm"]) {
      expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
    }
  });

  it("uses the write-ahead log and records its migrations as Prisma does", async () => {
    const store = await openTestStore();
    const raw = openRaw(store.path);

    expect(raw.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(column(raw, "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL")).toEqual(
      MIGRATIONS.map(({ name }) => name),
    );
    expect(column(raw, "SELECT checksum FROM _prisma_migrations")).toEqual(
      MIGRATIONS.map(() => expect.stringMatching(/^[0-9a-f]{64}$/)),
    );
  });

  it("finds again what was written", async () => {
    const path = temporaryFile();
    const first = await openStore({ path, customerId: 1 });
    await first.write((tx) => tx.upsertProducts([product(1)], T0));
    await first.close();

    const second = await openTestStore({ path });
    expect((await second.getProduct(1))?.title).toBe("Product 1");
  });

  it("keeps nothing on disk in memory, and runs the same code", async () => {
    const store = await openTestStore({ path: ":memory:" });
    await store.write((tx) => tx.upsertProducts([product(1)], T0));

    expect(store.inMemory).toBe(true);
    expect((await store.listProducts({ limit: 1, offset: 0, now: T0 })).total).toBe(1);
    expect(await store.stats()).toMatchObject({ path: ":memory:", sizeBytes: 0, products: 1 });
    expect(await store.compact({ force: true })).toEqual({ compacted: true, bytesFreed: 0 });
  });

  it("refuses a customer id the search index has no room for", async () => {
    const error = await failureOf(openStore({ path: ":memory:", customerId: 2 ** 24 }));
    expect(error).toMatchObject({ name: "StoreIdOutOfRangeError" });
  });
});

describe("a file that is not ours to use", () => {
  it.each([
    ["text", Buffer.from("not a database, and a dear one")],
    ["one byte", Buffer.from("x")],
    ["a SQLite header over rubbish", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(5000, 0xa5)])],
  ])("is refused and left byte for byte as it was: %s", async (_, content) => {
    const path = temporaryFile();
    writeFileSync(path, content);

    const error = await failureOf(openStore({ path, customerId: 1 }));
    expect(error).toMatchObject({ name: "StoreCorruptError", path, message: expect.stringContaining(path) });
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it("is refused when another program made it", async () => {
    const path = temporaryFile();
    const other = new Database(path);
    other.exec("CREATE TABLE alembic_version (version_num TEXT)");
    other.close();
    const before = readFileSync(path);

    const error = await failureOf(openStore({ path, customerId: 1 }));
    expect(error).toMatchObject({ name: "StoreForeignError" });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("is refused when a newer version made it", async () => {
    const store = await openStore({ path: temporaryFile(), customerId: 1 });
    await store.close();
    const raw = new Database(store.path);
    raw.exec(
      "INSERT INTO _prisma_migrations VALUES ('x', 'y', '2030-01-01', '20300101000000_later', NULL, NULL, '2030-01-01', 1)",
    );
    raw.close();
    const before = readFileSync(store.path);

    const error = await failureOf(openStore({ path: store.path, customerId: 1 }));
    expect(error).toMatchObject({ name: "StoreNewerError", unknownMigrations: ["20300101000000_later"] });
    expect(readFileSync(store.path).equals(before)).toBe(true);
  });

  it("is refused when a page inside is damaged", async () => {
    const store = await openStore({ path: temporaryFile(), customerId: 1 });
    await store.write((tx) => tx.upsertProducts([product(1)], T0));
    await store.close();
    const content = readFileSync(store.path);
    content.fill(0xa5, 4096);
    writeFileSync(store.path, content);

    const error = await failureOf(openStore({ path: store.path, customerId: 1 }));
    expect(error).toMatchObject({ name: "StoreCorruptError" });
    expect(readFileSync(store.path).equals(content)).toBe(true);
  });

  it("says so when the path is a directory, or leads through a file", async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "file"), "");
    for (const path of [directory, join(directory, "file", "cache.db")]) {
      const error = await failureOf(openStore({ path, customerId: 1 }));
      expect(error).toMatchObject({ name: "StoreUnavailableError", message: expect.stringContaining(path) });
      expect(isStoreError(error)).toBe(true);
    }
  });
});

describe("a database another program is writing to", () => {
  it("is waited for, with the event loop free", async () => {
    const store = await openTestStore();
    const other = openRaw(store.path);
    other.exec("BEGIN IMMEDIATE");
    const written = store.write((tx) => tx.setMetadata("key", "value"));

    // Both writers live in this thread: if the store blocked it while waiting, the other could never commit.
    expect(await store.getMetadata("key")).toBeNull();
    other.exec("COMMIT");
    await written;
    expect(await store.getMetadata("key")).toBe("value");
  });

  it("is given up on after the time agreed on, and usable afterwards", async () => {
    const store = await openTestStore({ busyTimeoutMs: 60 });
    const other = openRaw(store.path);
    other.exec("BEGIN IMMEDIATE");

    const error = await failureOf(store.write((tx) => tx.setMetadata("key", "value")));
    expect(error).toMatchObject({ name: "StoreLockedError", message: expect.stringContaining(store.path) });
    expect(await failureOf(store.compact({ force: true }))).toMatchObject({ name: "StoreLockedError" });
    other.exec("ROLLBACK");
    await store.write((tx) => tx.setMetadata("key", "value"));
    expect(await store.getMetadata("key")).toBe("value");
  });

  it("is given up on when opening as well", async () => {
    const path = temporaryFile();
    const other = openRaw(path);
    other.exec("BEGIN EXCLUSIVE");
    const error = await failureOf(openStore({ path, customerId: 1, busyTimeoutMs: 50 }));
    expect(error).toMatchObject({ name: "StoreLockedError" });
  });
});
