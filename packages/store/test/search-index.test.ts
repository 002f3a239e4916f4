import { describe, expect, it } from "vitest";
import type { StoreWriter } from "../src/index.js";
import { bug, feature, later, listing, product, T0, test } from "./support/fixtures.js";
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
  it("holds the words of products, features, tests and bugs", async () => {
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
    });

    expect(find("webshop")).toEqual(["product 5"]);
    for (const word of ["basket", "order", "right", "cancelled", '"re order"'])
      expect(find(word)).toEqual(["feature 5"]);
    for (const word of ["spring", "crash", "uber", "mail", "spri*"]) expect(find(word)).toEqual(["test 5"]);
    for (const word of ["freeze", "tap", "paid", "frozen", "seen"]) expect(find(word)).toEqual(["bug 5"]);
    expect(
      raw.prepare("SELECT entity_type, customer_id, product_id, occurred_at FROM search_index ORDER BY rowid").all(),
    ).toEqual([
      { entity_type: "product", customer_id: 1, product_id: 5, occurred_at: null },
      { entity_type: "feature", customer_id: 1, product_id: 1, occurred_at: null },
      { entity_type: "test", customer_id: 1, product_id: 1, occurred_at: "2026-03-01T17:00:00.000+00:00" },
      { entity_type: "bug", customer_id: 1, product_id: 8, occurred_at: "2026-03-01T12:00:00.000+00:00" },
    ]);
  });

  it("follows changes of text, and of place and time", async () => {
    const { write, find, raw } = await openIndexed();
    await write((tx) => tx.upsertTests([test(1, { title: "Spring" })], listing()));
    await write((tx) => tx.upsertTests([test(1, { title: "Autumn", productId: 7, endAt: later(9) })], listing()));
    expect([find("spring"), find("autumn")]).toEqual([[], ["test 1"]]);
    expect(raw.prepare("SELECT product_id, occurred_at FROM search_index").get()).toEqual({
      product_id: 7,
      occurred_at: "2026-03-01T21:00:00.000+00:00",
    });
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
