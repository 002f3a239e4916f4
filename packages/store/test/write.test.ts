import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { FENCE_KEY, openStore, type Store } from "../src/index.js";
import type { Connections } from "../src/sqlite/adapter.js";
import { isWorthwhile } from "../src/sqlite/compact.js";
import { openDatabase } from "../src/sqlite/database.js";
import { storeOver } from "../src/sqlite/sqlite-store.js";
import { failureOf } from "./support/failure.js";
import { listing, product, T0, test } from "./support/fixtures.js";
import { openTestStore, temporaryFile } from "./support/stores.js";

async function openWithConnections(): Promise<{ store: Store; connections: Connections; path: string }> {
  const path = temporaryFile();
  const connections = await openDatabase(path, 1000);
  const store = storeOver(connections, { path, customerId: 1, busyTimeoutMs: 1000 });
  onTestFinished(() => store.close());
  return { store, connections, path };
}

const manyTests = (count: number) =>
  Array.from({ length: count }, (_, index) => test(index + 1, { data: { text: "x".repeat(2000) } }));

describe("a write", () => {
  it("happens altogether or not at all", async () => {
    const store = await openTestStore();
    const failed = store.write(async (tx) => {
      await tx.upsertProducts([product(1)], T0);
      throw new Error("changed my mind");
    });

    await expect(failed).rejects.toThrow("changed my mind");
    expect(await store.getProduct(1)).toBeNull();
  });

  it("fails, rather than wait for itself for ever, when begun inside another", async () => {
    const store = await openTestStore();
    const nested = store.write(async () => store.write(async () => 1));
    await expect(nested).rejects.toThrow("inside");
    expect(await store.write(async () => 2)).toBe(2);
  });

  it("gives back what its work answers", async () => {
    const store = await openTestStore();
    expect(await store.write(async () => 42)).toBe(42);
  });

  it("runs after those asked for before it, even if one fails", async () => {
    const store = await openTestStore();
    const order: number[] = [];
    const results = [1, 2, 3].map((number) =>
      store.write(async (tx) => {
        order.push(number);
        await tx.setMetadata("last", String(number));
        order.push(number);
        if (number === 2) throw new Error("second");
      }),
    );

    expect((await Promise.allSettled(results)).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(order).toEqual([1, 1, 2, 2, 3, 3]);
    expect(await store.getMetadata("last")).toBe("3");
  });

  it("is seen by readers only once it is complete, and holds none of them up", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1)], T0);
      expect(await store.getProduct(1)).toBeNull();
    });
    expect(await store.getProduct(1)).not.toBeNull();
  });

  it("needs the fencing token that is stored, if it is given one", async () => {
    const store = await openTestStore();
    const write = () => store.write((tx) => tx.setMetadata("key", "mine"), { fence: "mine" });
    expect(await failureOf(write())).toMatchObject({ name: "WriteFencedError" });

    await store.write((tx) => tx.setMetadata(FENCE_KEY, "mine"));
    await write();
    await store.write((tx) => tx.setMetadata(FENCE_KEY, "another's"));
    await store.write((tx) => tx.deleteMetadata("key"));
    expect(await failureOf(write())).toMatchObject({ name: "WriteFencedError" });
    expect(await store.getMetadata("key")).toBeNull();
  });

  it("refuses ids the search index has no room for", async () => {
    const store = await openTestStore();
    for (const id of [-1, 1.5, 2 ** 36]) {
      const error = await failureOf(store.write((tx) => tx.upsertTests([test(id, { endAt: T0 })], listing())));
      expect(error).toMatchObject({ name: "StoreIdOutOfRangeError", message: expect.stringContaining(String(id)) });
    }
    await store.write((tx) => tx.upsertTests([test(2 ** 36 - 1, { endAt: T0 }), test(0)], listing()));
    expect((await store.knownTests([2 ** 36 - 1, 0])).map(({ id }) => id).sort()).toEqual([0, 2 ** 36 - 1]);
  });
});

describe("when the disk is full", () => {
  it("rolls back and says so; with room again it goes on", async () => {
    const { store, connections, path } = await openWithConnections();
    await connections.writer.executeScript("PRAGMA max_page_count = 100");

    const error = await failureOf(store.write((tx) => tx.upsertTests(manyTests(500), listing())));
    expect(error).toMatchObject({ name: "StoreFullError", message: expect.stringContaining(path) });
    expect((await store.stats()).tests).toBe(0);

    await connections.writer.executeScript("PRAGMA max_page_count = 1000000");
    await store.write((tx) => tx.upsertTests(manyTests(500), listing()));
    expect((await store.stats()).tests).toBe(500);
  });

  it("writes nothing of a transaction whose work overlooks it", async () => {
    const { store, connections } = await openWithConnections();
    await connections.writer.executeScript("PRAGMA max_page_count = 100");

    const overlooking = store.write(async (tx) => {
      await tx.upsertTests(manyTests(500), listing()).catch(() => undefined);
      await tx.setMetadata("key", "value").catch(() => undefined);
    });
    expect(await failureOf(overlooking)).toMatchObject({ name: "StoreFullError" });
    expect(await store.getMetadata("key")).toBeNull();
  });
});

describe("when the file goes bad under way", () => {
  it("names a file that can no longer be written to", async () => {
    const { store, connections } = await openWithConnections();
    await connections.writer.executeScript("PRAGMA query_only = ON");
    const error = await failureOf(store.write((tx) => tx.setMetadata("key", "value")));
    expect(error).toMatchObject({ name: "StoreReadOnlyError" });
  });

  it("names a file whose pages are damaged", async () => {
    const path = temporaryFile();
    const first = await openStore({ path, customerId: 1 });
    await first.write((tx) => tx.upsertTests(manyTests(500), listing()));
    await first.close();
    const content = readFileSync(path);
    writeFileSync(path, content.fill(0xa5, content.length / 2));

    const store = await openTestStore({ path });
    const error = await failureOf(store.listTests({ limit: 500, offset: 0, sort: "title" }));
    expect(error).toMatchObject({ name: "StoreCorruptError", message: expect.stringContaining(path) });
  });
});

describe("compacting", () => {
  it("gives space back while readers go on", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests(manyTests(500), listing()));
    await store.write((tx) =>
      tx.upsertTests(
        manyTests(500).map((it) => ({ ...it, data: {} })),
        listing(),
      ),
    );
    expect(await store.compact()).toEqual({ compacted: false, bytesFreed: 0 });

    const [{ compacted, bytesFreed }, page] = await Promise.all([
      store.compact({ force: true }),
      store.listTests({ limit: 1, offset: 0 }),
    ]);
    expect(compacted).toBe(true);
    expect(bytesFreed).toBeGreaterThan(100_000);
    expect(page.total).toBe(500);
    expect((await store.listTests({ limit: 1, offset: 0 })).total).toBe(500);
  });

  it("is worth it above a quarter and ten megabytes of free space", () => {
    const pageSize = 4096;
    expect(isWorthwhile({ pages: 10_000, freePages: 2_600, pageSize })).toBe(true);
    expect(isWorthwhile({ pages: 10_400, freePages: 2_600, pageSize })).toBe(false);
    expect(isWorthwhile({ pages: 2_600, freePages: 2_500, pageSize })).toBe(false);
  });
});
