import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNames } from "../src/index.js";
import { bug, feature, product, T0, test } from "./support/fixtures.js";
import { openRaw, openTestStore, temporaryDirectory } from "./support/stores.js";

async function filled() {
  const store = await openTestStore();
  await store.write(async (tx) => {
    await tx.upsertProducts(
      [product(1, { title: "Web: Shop" }), product(12, { title: "app" }), product(120, { title: "Bank" })],
      T0,
    );
    await tx.replaceFeatures(1, [feature(7, { title: "Cart" })], T0);
    await tx.upsertTests([test(5), test(51), test(599), test(60)], { pass: 1, keepPass: [], syncedAt: T0 });
    await tx.upsertBugs([bug(90), bug(91)], T0);
    await tx.upsertUsers([{ username: "tess", type: "tester" }], T0);
  });
  const find = (query: Partial<Parameters<typeof findNames>[0]>) =>
    findNames({ path: store.path, customerId: 1, of: "product", limit: 10, ...query });
  return { store, find };
}

describe("names", () => {
  it("are those of living records, by name", async () => {
    const { store, find } = await filled();
    await store.write((tx) => tx.tombstone("products", [120], T0));
    expect(await find({})).toEqual([
      { id: 12, name: "app" },
      { id: 1, name: "Web: Shop" },
    ]);
    expect(await find({ limit: 1 })).toHaveLength(1);
    expect(await find({ customerId: 2 })).toEqual([]);
  });

  it("of tests and bugs are the latest first", async () => {
    const { find } = await filled();
    expect((await find({ of: "test", limit: 2 })).map(({ id }) => id)).toEqual([599, 60]);
    expect((await find({ of: "bug" })).map(({ id }) => id)).toEqual([91, 90]);
    expect(await find({ of: "feature" })).toEqual([{ id: 7, name: "Cart" }]);
    expect(await find({ of: "user" })).toEqual([{ id: expect.any(Number), name: "tess" }]);
    expect(await find({ of: "section" })).toEqual([]);
    expect(await find({ of: "problem_position" })).toEqual([]);
  });

  it.each([
    ["1", [1, 12, 120]],
    ["12", [12, 120]],
    ["120", [120]],
    ["2", []],
    ["0", []],
    ["999999999999", []],
  ])("whose ids begin with %s", async (idPrefix, ids) => {
    const { find } = await filled();
    expect((await find({ idPrefix })).map(({ id }) => id)).toEqual(ids);
  });

  it("are found along the primary key, not by reading every test", async () => {
    const { store, find } = await filled();
    expect((await find({ of: "test", idPrefix: "5" })).map(({ id }) => id)).toEqual([5, 51, 599]);
    const plan = openRaw(store.path)
      .prepare("EXPLAIN QUERY PLAN SELECT id FROM tests WHERE customer_id = ? AND id BETWEEN ? AND ? ORDER BY id DESC")
      .all(1, 1, 2);
    expect(JSON.stringify(plan)).toMatch(/SEARCH tests USING .*\(customer_id=\? AND id>\? AND id<\?\)/);
  });
});

describe("without names", () => {
  const query = { customerId: 1, of: "product", limit: 10 } as const;

  it("no database is made", async () => {
    const path = join(temporaryDirectory(), "none", "cache.db");
    expect(await findNames({ ...query, path })).toEqual([]);
    expect(existsSync(dirname(path))).toBe(false);
    const beside = join(temporaryDirectory(), "cache.db");
    expect(await findNames({ ...query, path: beside })).toEqual([]);
    expect(readdirSync(dirname(beside))).toEqual([]);
  });

  it("a file that is none, and one of another shape, have no names", async () => {
    const path = join(temporaryDirectory(), "cache.db");
    writeFileSync(path, "no database at all, but longer than a hundred bytes".repeat(10));
    expect(await findNames({ ...query, path })).toEqual([]);
    const other = join(temporaryDirectory(), "other.db");
    openRaw(other).exec("CREATE TABLE products (id INTEGER)");
    expect(await findNames({ ...query, path: other })).toEqual([]);
    expect(openRaw(other).pragma("journal_mode", { simple: true })).toBe("delete");
  });

  it("a locked database keeps nobody waiting", async () => {
    const { store } = await filled();
    await store.close();
    const locking = openRaw(store.path);
    locking.pragma("locking_mode = EXCLUSIVE");
    locking.exec("BEGIN EXCLUSIVE");
    expect(await findNames({ ...query, path: store.path })).toEqual([]);
  });
});
