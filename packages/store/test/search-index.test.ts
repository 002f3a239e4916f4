import { describe, expect, it } from "vitest";
import type { StoreWriter } from "../src/index.js";
import { TOKENIZER } from "../src/sqlite/search/small-index.js";
import { bug, feature, later, listing, product, T0, test } from "./support/fixtures.js";
import { makeOldDatabase } from "./support/old-database.js";
import { find, words } from "./support/searching.js";
import { column, openRaw, openTestStore, temporaryFile } from "./support/stores.js";

async function openIndexed() {
  const store = await openTestStore();
  const raw = openRaw(store.path);
  return {
    store,
    raw,
    write: (work: (tx: StoreWriter) => Promise<unknown>) => store.write(work),
    /** What a search finds, as `kind id`. */
    find: (words: string) =>
      raw
        .prepare("SELECT entity_type || ' ' || entity_id FROM search_index WHERE search_index MATCH ? ORDER BY rowid")
        .pluck()
        .all(words),
  };
}

describe("the search index", () => {
  it("takes texts apart as the small index does that shows where they hold what was found", async () => {
    const { raw } = await openIndexed();
    const [made = ""] = column(raw, "SELECT sql FROM sqlite_master WHERE name = 'search_index'").map(String);
    expect(/tokenize = '(.*)'/.exec(made)?.[1]).toBe(TOKENIZER);
  });

  it("holds the words of products, features, tests, bugs and users", async () => {
    const { write, find, raw } = await openIndexed();
    await write(async (tx) => {
      await tx.upsertProducts([product(5, { title: "Webshop" })], T0);
      const texts = {
        description: "Place orders",
        howtofind: "Top right",
        userStories: ["line\nCancelling it", "Re-order"],
      };
      await tx.replaceFeatures(1, [feature(5, { title: "Basket", ...texts })], T0);
      await tx.upsertTests(
        [test(5, { title: "Spring", goal: "Crashes", instructions: "Über all", outOfScope: "Mail" })],
        listing(),
      );
      const report = { steps: "Tap pay", expectedResult: "Paid", actualResult: "Frozen", comments: "Seen too" };
      await tx.upsertBugs([bug(5, { title: "Freeze", testId: 404, productId: 8, ...report })], T0);
      await tx.upsertUsers([{ username: "charly_tester", type: "tester" }], T0);
    });

    expect(find("webshop")).toEqual(["product 5"]);
    for (const word of ["basket", "order", "right", "cancelled", '"re order"'])
      expect(find(word)).toEqual(["feature 5"]);
    for (const word of ["spring", "crash", "uber", "mail", "spri*"]) expect(find(word)).toEqual(["test 5"]);
    for (const word of ["freeze", "tap", "paid", "frozen", "seen"]) expect(find(word)).toEqual(["bug 5"]);
    expect(find("charly")).toEqual(["user 1"]);
    expect(
      raw
        .prepare("SELECT entity_type, customer_id, product_id, occurred_at, scope FROM search_index ORDER BY rowid")
        .all(),
    ).toEqual([
      { entity_type: "product", customer_id: 1, product_id: 5, occurred_at: null, scope: "p5" },
      { entity_type: "feature", customer_id: 1, product_id: 1, occurred_at: null, scope: "p1" },
      {
        entity_type: "test",
        customer_id: 1,
        product_id: 1,
        occurred_at: "2026-03-01T17:00:00.000+00:00",
        scope: "p1 y2026 m202603",
      },
      {
        entity_type: "bug",
        customer_id: 1,
        product_id: 8,
        occurred_at: "2026-03-01T12:00:00.000+00:00",
        scope: "p8 y2026 m202603",
      },
      { entity_type: "user", customer_id: 1, product_id: null, occurred_at: null, scope: "" },
    ]);
  });

  it("follows changes of text, and of place and time", async () => {
    const { write, find, raw } = await openIndexed();
    await write((tx) => tx.upsertTests([test(1, { title: "Spring" })], listing()));
    await write((tx) => tx.upsertTests([test(1, { title: "Autumn", productId: 7, endAt: later(9) })], listing()));
    expect([find("spring"), find("autumn")]).toEqual([[], ["test 1"]]);
    expect(raw.prepare("SELECT product_id, occurred_at, scope FROM search_index").get()).toEqual({
      product_id: 7,
      occurred_at: "2026-03-01T21:00:00.000+00:00",
      scope: "p7 y2026 m202603",
    });
    await write((tx) => tx.upsertTests([test(1, { title: "Autumn", productId: 7, endAt: null })], listing()));
    expect(column(raw, "SELECT scope FROM search_index")).toEqual(["p7"]);
  });

  it("is not touched by a write that changes no text", async () => {
    const { write, raw } = await openIndexed();
    await write((tx) => tx.upsertTests([test(1)], listing(1)));
    const before = column(raw, "SELECT hex(block) FROM search_index_data ORDER BY id");

    await write((tx) => tx.upsertTests([test(1)], listing(2, { syncedAt: later(1) })));
    await write((tx) => tx.upsertTests([test(1, { status: "archived", data: { new: true } })], listing(3)));
    await write((tx) => tx.replaceBugs({ testIds: [1] }, [], later(2)));
    expect(column(raw, "SELECT hex(block) FROM search_index_data ORDER BY id")).toEqual(before);
  });

  it("loses what gets a tombstone, and gets it back with the next listing", async () => {
    const { write, find } = await openIndexed();
    const list = () =>
      write(async (tx) => {
        await tx.upsertProducts([product(1, { title: "same" })], T0);
        await tx.replaceFeatures(1, [feature(1, { title: "same" })], T0);
        await tx.upsertTests([test(1, { title: "same" })], listing());
        await tx.upsertBugs([bug(1, { title: "same" })], T0);
      });
    const everything = ["product 1", "feature 1", "test 1", "bug 1"];
    await list();
    expect(find("same")).toEqual(everything);
    await write(async (tx) => {
      for (const entity of ["products", "features", "tests", "bugs"] as const) await tx.tombstone(entity, [1], T0);
    });
    expect(find("same")).toEqual([]);
    await list();
    expect(find("same")).toEqual(everything);
  });

  it("loses deleted rows, keeps its rows through a VACUUM, and stays sound", async () => {
    const { store, write, find, raw } = await openIndexed();
    await write((tx) => tx.upsertTests([test(1), test(2), test(3)], listing()));
    raw.exec("DELETE FROM tests WHERE id = 1");
    await store.compact({ force: true });
    await write((tx) => tx.upsertTests([test(2, { title: "Renamed" }), test(3)], listing()));
    expect([find("test"), find("renamed")]).toEqual([["test 3"], ["test 2"]]);
    raw.exec("INSERT INTO search_index (search_index) VALUES ('integrity-check')");
  });

  it("is made of what an older database holds", async () => {
    const path = await makeOldDatabase();
    openRaw(path).exec(`
      INSERT INTO bugs (customer_id, id, test_id, product_id, title, severity, status, auto_accepted, known, data, content_hash, parts_hash, reported_at, synced_at, deleted_at)
      VALUES (1, 901, 1, 1, 'Meltdown', 'low', 'accepted', 0, 0, '{}', 'x', 'x', '2026-03-01T12:00:00.000+00:00', '2026-03-01T12:00:00.000+00:00', NULL),
        (1, 902, 1, 1, 'Meltdown', 'low', 'accepted', 0, 0, '{}', 'x', 'x', NULL, '2026-03-01T12:00:00.000+00:00', '2026-03-01T12:00:00.000+00:00');
      INSERT INTO users (customer_id, id, username, user_type, first_seen_at, last_seen_at)
      VALUES (1, 33, 'newcomer', 'tester', '2026-03-01T12:00:00.000+00:00', '2026-03-01T12:00:00.000+00:00')`);
    const store = await openTestStore({ path });
    expect(await find(store, words("newcomer"))).toEqual(["user 33"]);
    expect(await find(store, { ...words("meltdown"), productIds: [1], from: T0, before: later(1) })).toEqual([
      "bug 901",
    ]);
    expect((await find(store, words("test"))).toSorted()).toEqual(expect.arrayContaining(["test 1", "test 2"]));
    expect(await find(store, words("shop"))).toEqual(["product 1"]);
    await store.write((tx) => tx.wipe(null));
    expect(column(openRaw(path), "SELECT count(*) FROM search_index")).toEqual([0]);
  });

  it("has room for the largest ids of the largest customer", async () => {
    const store = await openTestStore({ path: temporaryFile(), customerId: 2 ** 24 - 1 });
    const id = 2 ** 36 - 1;
    await store.write(async (tx) => {
      await tx.upsertProducts([product(id)], T0);
      await tx.upsertBugs([bug(id), bug(0)], T0);
    });
    const rowids = openRaw(store.path)
      .prepare("SELECT rowid FROM search_index ORDER BY rowid")
      .pluck()
      .safeIntegers()
      .all();
    const customer = BigInt(2 ** 24 - 1) << 39n;
    expect(rowids).toEqual([
      customer | (1n << 36n) | BigInt(id),
      customer | (4n << 36n),
      customer | (4n << 36n) | BigInt(id),
    ]);
  });
});
