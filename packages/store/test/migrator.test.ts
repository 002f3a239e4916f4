import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { MIGRATIONS } from "../src/generated/migrations.js";
import { connect } from "../src/sqlite/connection.js";
import { migrate } from "../src/sqlite/migrator.js";
import { prepareFile } from "../src/sqlite/prepare-file.js";
import { translateError } from "../src/sqlite/translate-error.js";
import { failureOf } from "./support/failure.js";
import { column, openRaw, temporaryDirectory, temporaryFile } from "./support/stores.js";

const packageRoot = join(import.meta.dirname, "..");
const step = (name: string, sql: string) => ({ name, checksum: name, sql });
const first = step("20260101000000_first", "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a);");
const second = step("20260102000000_second", "INSERT INTO a VALUES (1); INSERT INTO b VALUES (1);");

async function openUnmigrated() {
  const path = temporaryFile();
  prepareFile(path);
  const connection = await connect(path);
  onTestFinished(() => connection.dispose());
  const raw = openRaw(path);
  return {
    path,
    raw,
    run: (...migrations: typeof MIGRATIONS) => migrate(connection, path, migrations, 1000),
    connection,
  };
}

describe("the migrator", () => {
  it("applies what is missing, in order, once", async () => {
    const { raw, run } = await openUnmigrated();
    await run(first);
    await run(first, second);
    await run(first, second);
    expect(column(raw, "SELECT count(*) FROM a")).toEqual([1]);
    expect(column(raw, "SELECT migration_name FROM _prisma_migrations ORDER BY rowid")).toEqual([
      first.name,
      second.name,
    ]);
  });

  it("applies all or nothing, and can try again", async () => {
    const { raw, run } = await openUnmigrated();
    await expect(run(first, step("20260103000000_bad", "CREATE TABLE c (id); SELECT nonsense;"))).rejects.toThrow();
    expect(column(raw, "SELECT name FROM sqlite_master")).toEqual([]);
    await run(first);
    expect(column(raw, "SELECT migration_name FROM _prisma_migrations")).toEqual([first.name]);
  });

  it("names a disk that is full, with nothing half done, and can try again", async () => {
    const { path, raw, run, connection } = await openUnmigrated();
    await run(first);
    await connection.executeScript("PRAGMA max_page_count = 50");
    const rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)";
    const large = step(
      "20260105000000_large",
      `CREATE TABLE c (t); INSERT INTO c ${rows} SELECT hex(zeroblob(99)) FROM n;`,
    );
    const error = await failureOf(run(first, large));
    expect(translateError(error, path, 0)).toMatchObject({ name: "StoreFullError", path });
    expect(column(raw, "SELECT name FROM sqlite_master WHERE name = 'c'")).toEqual([]);
    await connection.executeScript("PRAGMA max_page_count = 100000");
    await run(first, large);
    expect(column(raw, "SELECT count(*) FROM c")).toEqual([9999]);
  });

  it("does not leave rows behind that refer to nothing, and watches over references again afterwards", async () => {
    const { path, raw, run, connection } = await openUnmigrated();
    const orphaning = step("20260104000000_orphan", "INSERT INTO b VALUES (77);");
    expect(await failureOf(run(first, orphaning))).toMatchObject({ name: "StoreCorruptError", path });
    expect(column(raw, "SELECT name FROM sqlite_master")).toEqual([]);
    await run(first);
    await expect(async () => connection.executeScript("INSERT INTO b VALUES (77)")).rejects.toThrow();
  });

  it("ignores a migration Prisma recorded as rolled back", async () => {
    const { raw, run } = await openUnmigrated();
    await run(first);
    raw.exec("INSERT INTO _prisma_migrations VALUES ('x', 'y', '2026', '20300101000000_x', NULL, '2026', '2026', 1)");
    await run(first);
  });

  it("carries the migrations as they are on disk", () => {
    for (const { name, sql } of MIGRATIONS) {
      expect(readFileSync(join(packageRoot, "prisma", "migrations", name, "migration.sql"), "utf8")).toBe(sql);
    }
  });
});

describe("the drift check", () => {
  const run = (root: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(root, "scripts", "migrate-dev.mjs"), ...args], { encoding: "utf8" });

  it("passes for what is in the repository", () => {
    expect(run(packageRoot, "check")).toMatchObject({ status: 0 });
  });

  it("fails when the schema has something no migration makes, and can write the one that does", () => {
    const root = temporaryDirectory();
    for (const folder of ["prisma", "scripts"])
      cpSync(join(packageRoot, folder), join(root, folder), { recursive: true });
    mkdirSync(join(root, "src"));
    symlinkSync(join(packageRoot, "node_modules"), join(root, "node_modules"));
    const schema = join(root, "prisma", "schema.prisma");
    writeFileSync(schema, readFileSync(schema, "utf8").replace("model User {", "model User {\n  nickname String?"));

    const drifted = run(root, "check");
    expect(drifted).toMatchObject({ status: 1, stderr: expect.stringContaining("nickname") });
    expect(run(root, "new", "nickname")).toMatchObject({ status: 0 });
    const written =
      readdirSync(join(root, "prisma", "migrations"))
        .sort()
        .at(-1) ?? "";
    const migration = readFileSync(join(root, "prisma", "migrations", written, "migration.sql"), "utf8");
    expect(migration).toContain('ALTER TABLE "users" ADD COLUMN "nickname" TEXT;');
    expect(run(root)).toMatchObject({ status: 2 });
  });
});
