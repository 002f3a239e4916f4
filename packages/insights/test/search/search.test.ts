import type { Store } from "@testio/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidQueryError, NotFoundError, type SearchTextQuery, search } from "../../src/index.js";
import { bug, feature, storeFeatures } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const now = () => NOW;

async function shop(): Promise<Store> {
  const store = await freshStore();
  await fill(store, {
    products: [product(1, { title: "Lamp shop" }), product(2, { title: "Bank" })],
    tests: [
      test(10, { title: "Login and checkout", endAt: new Date("2026-05-02T00:00:00Z") }),
      test(20, { productId: 2, title: "Transfers" }),
    ],
    states: [state(1), state(2), state(1, { phase: "FEATURES" }), state(2, { phase: "FEATURES" })],
  });
  await storeFeatures(store, 1, [feature(5, { title: "Checkout" })]);
  await storeFeatures(store, 2, []);
  await store.write(async (tx) => {
    const bugs = [
      bug(100, 10, {
        title: "Order not found",
        steps: "Open the checkout\nPay",
        reportedAt: new Date("2026-05-01T10:00:00Z"),
      }),
      bug(101, 10, {
        title: "Order is found",
        comments: "not the ⟦right⟧ one",
        reportedAt: new Date("2026-06-01T10:00:00Z"),
      }),
      bug(200, 20, { productId: 2, title: "Checkout of the transfer hangs" }),
    ];
    await tx.replaceBugs({ testIds: [10, 20] }, bugs, SYNCED);
    await tx.upsertUsers([{ username: "checkout_charly", type: "tester" }], SYNCED);
  });
  return store;
}

const found = async (store: Store, query: SearchTextQuery) =>
  (await search(store, query, { now })).results.map(({ entity_type, entity_id }) => `${entity_type} ${entity_id}`);

/** Any characters at all, half of them such as people type. */
const anyText = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.integer({ min: 1, max: 0x2ff }), fc.integer({ min: 1, max: 0x10ffff })), { maxLength })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(""));

describe("search", () => {
  it("answers what was found, where, and how far that can be trusted", async () => {
    const store = await shop();
    const answer = await search(store, { query: '"order not found"', entities: ["bug", "test"] }, { now });
    expect(answer).toEqual({
      query: '"order not found"',
      sanitized_query: null,
      match_mode: "simple",
      matched: "all",
      filters_applied: { entities: ["test", "bug"], product_ids: null, start_date: null, end_date: null },
      pagination: { page: 1, per_page: 20, total: 1, has_more: false },
      notes: [],
      results: [
        {
          rank: 1,
          entity_type: "bug",
          entity_id: 100,
          title: "Order not found",
          snippet: "⟦Order not found⟧",
          product_id: 1,
          date: "2026-05-01T10:00:00.000Z",
          score: expect.any(Number),
        },
      ],
      as_of: SYNCED.toISOString(),
      coverage: {
        complete: true,
        complete_since: null,
        never_fetched: 0,
        stale: 0,
        failed: 0,
        problem_positions: 0,
        notes: [],
      },
    });
  });

  it("searches all kinds, in products, in a period, and says what that leaves out", async () => {
    const store = await shop();
    const ids = async (query: Partial<SearchTextQuery>) =>
      (await found(store, { query: "checkout", ...query })).toSorted();
    expect(await ids({})).toEqual(["bug 100", "bug 200", "feature 5", "test 10", "user 1"]);
    expect(await ids({ entities: "user" })).toEqual(["user 1"]);
    expect(await ids({ product_ids: [1] })).toEqual(["bug 100", "feature 5", "test 10"]);
    expect(await ids({ start_date: "2026-05-01", end_date: "2026-05-01" })).toEqual(["bug 100"]);
    expect(await ids({ start_date: "May 2026" })).toEqual(["bug 100", "test 10"]);

    const inPeriod = await search(store, { query: "checkout", start_date: "2026-05" }, { now });
    expect(inPeriod.notes).toEqual(["Left out, because they have no date: products, features, users."]);
    expect(inPeriod.filters_applied).toMatchObject({ entities: ["test", "bug"], start_date: "2026-05-01" });
    const inProduct = await search(store, { query: "checkout", product_ids: [1] }, { now });
    expect(inProduct.notes).toEqual(["Left out, because they belong to no product: users."]);
  });

  it("marks what was found, and nothing else, in the snippet", async () => {
    const store = await shop();
    const [record] = (await search(store, { query: "right" }, { now })).results;
    expect(record?.snippet).toBe("not the [⟦right⟧] one");
    const [paid] = (await search(store, { query: "pay" }, { now })).results;
    expect(paid?.snippet).toBe("Open the checkout ⟦Pay⟧");
  });

  it("falls back to any of the words, and says so", async () => {
    const store = await shop();
    const answer = await search(store, { query: "lamp xyzzy transfer" }, { now });
    expect(answer.matched).toBe("any");
    expect(answer.results.map(({ entity_id }) => entity_id).toSorted()).toEqual([1, 20, 200].toSorted());
    expect(answer.notes).toEqual([
      "No record holds all of the words: these hold at least one of them.",
      'No record at all holds "xyzzy".',
    ]);
    const nothing = await search(store, { query: "xyzzy plugh" }, { now });
    expect(nothing).toMatchObject({ matched: "all", results: [], pagination: { total: 0 } });
    expect(nothing.notes).toEqual(['No record at all holds "xyzzy", "plugh".']);
  });

  it("pages", async () => {
    const store = await shop();
    const first = await search(store, { query: "checkout", limit: 2 }, { now });
    expect(first.pagination).toEqual({ page: 1, per_page: 2, total: 5, has_more: true });
    const last = await search(store, { query: "checkout", per_page: 2, page: 3 }, { now });
    expect(last.pagination).toEqual({ page: 3, per_page: 2, total: 5, has_more: false });
    expect(last.results.map(({ rank }) => rank)).toEqual([5]);
  });

  it("says what it understood, and what it cannot find in scripts without spaces", async () => {
    const store = await shop();
    await store.write((tx) => tx.upsertBugs([bug(300, 10, { title: "結帳流程回歸測試" })], SYNCED));
    const answer = await search(store, { query: "(結帳)" }, { now });
    expect(answer).toMatchObject({ sanitized_query: "結帳*", results: [{ entity_id: 300 }] });
    expect(answer.notes).toEqual([expect.stringContaining("beginning of a run")]);
  });

  it("says what was never fetched", async () => {
    const store = await freshStore();
    const empty = await search(store, { query: "login" }, { now });
    expect(empty).toMatchObject({ results: [], as_of: null, coverage: { complete: false } });

    await fill(store, { products: [product(1)], tests: [test(10)], states: [state(1)] });
    const { coverage } = await search(store, { query: "login" }, { now });
    expect(coverage).toMatchObject({ complete: false, never_fetched: 2 });
    expect(coverage.notes.join(" ")).toMatch(
      /bugs never fetched for 1 test.*Features were never fetched for 1 product: 1/,
    );
    const tests = await search(store, { query: "login", entities: ["test"] }, { now });
    expect(tests.coverage).toMatchObject({ complete: true, never_fetched: 0 });
    const users = await search(store, { query: "login", entities: ["user"] }, { now });
    expect(users).toMatchObject({ as_of: null, coverage: { complete: false } });
  });

  it("takes expressions in raw mode, and refuses wrong ones by name", async () => {
    const store = await shop();
    expect(await found(store, { query: "title:checkout NOT transfer", match_mode: "raw" })).toHaveLength(3);
    for (const query of ["title:", "entity_id:5", '"open', "AND"]) {
      const error = await search(store, { query, match_mode: "raw" }, { now }).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(InvalidQueryError);
      expect(error).toMatchObject({ field: "query" });
    }
  });

  it.each([
    [{ query: " " }, "query"],
    [{ query: "login", start_date: "soon" }, "start_date"],
    [{ query: "login", per_page: 0 }, "per_page"],
    [{ query: "login", product_ids: [] }, "product_ids"],
  ] as const)("refuses %o", async (query, field) => {
    const store = await shop();
    const error = await search(store, query, { now }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(InvalidQueryError);
    expect(error).toMatchObject({ field });
  });

  it("names a product that is not stored", async () => {
    await expect(search(await shop(), { query: "login", product_ids: [404] }, { now })).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  it("never fails on a simple query that holds a word", async () => {
    const store = await shop();
    const query = anyText(30).filter((text) => /[\p{L}\p{N}]/u.test(text));
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        expect((await search(store, { query: text }, { now })).results.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });
});
