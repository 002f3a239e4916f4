import { describe, expect, it } from "vitest";
import { InvalidQueryError, listTests, NotFoundError } from "../../src/index.js";
import { coverageOf } from "../../src/trust/coverage.js";
import { addProblems, fill, freshStore, NOW, problem, product, SYNCED, state, test } from "../support/store.js";

describe("listTests", () => {
  it("answers tests with what one needs to choose, and says how far it can be trusted", async () => {
    const store = await freshStore();
    const environment = { id: 5, title: "Staging", url: "https://staging.example.com" };
    await fill(store, { products: [product(1)], tests: [test(10, { environment })], states: [state(1)] });
    const lean = {
      test_id: 10,
      product_id: 1,
      title: "Test 10",
      status: "locked",
      review_status: "review_successful",
      testing_type: "focused",
      starts_at: "2026-06-01T08:00:00.000Z",
      ends_at: "2026-06-03T08:00:00.000Z",
    };
    expect(await listTests(store, { product_id: 1 })).toEqual({
      products: [{ id: 1, name: "Product 1", type: "website" }],
      statuses_filter: null,
      testing_type_filter: null,
      start_date: null,
      end_date: null,
      pagination: { page: 1, per_page: 100, start_index: 0, end_index: 0, total: 1, has_more: false },
      tests: [lean],
      as_of: SYNCED.toISOString(),
      coverage: coverageOf({ complete: true, notes: [] }),
    });
    expect((await listTests(store, { product_id: 1, detail: "full" })).tests).toEqual([
      {
        ...lean,
        goal: "Find the bugs",
        duration: "48 hours",
        test_environment: environment,
        bugs_synced_at: null,
      },
    ]);
  });

  it("is of some products, or of all, with the products of the rows shown", async () => {
    const store = await freshStore();
    const ends = (day: string) => new Date(`2026-06-${day}T12:00:00Z`);
    await fill(store, {
      products: [product(1), product(2), product(3)],
      tests: [
        test(1, { endAt: ends("01") }),
        test(2, { productId: 2, endAt: ends("02") }),
        test(3, { productId: 3, endAt: ends("03") }),
        test(4, { productId: 3, endAt: ends("04"), status: "running" }),
      ],
      states: [state(1), state(2), state(3, { succeededAt: new Date("2026-06-14T00:00:00Z") })],
    });
    const all = await listTests(store, { per_page: 2 });
    expect(all.tests.map(({ test_id, product_id }) => [test_id, product_id])).toEqual([
      [4, 3],
      [3, 3],
    ]);
    expect(all.products.map(({ id }) => id)).toEqual([3]);
    expect(all).toMatchObject({ as_of: "2026-06-14T00:00:00.000Z", coverage: { complete: true } });
    const some = await listTests(store, { product_id: [2, 1], sort_by: "end_at", sort_order: "asc" });
    expect(some.tests.map(({ test_id }) => test_id)).toEqual([1, 2]);
    expect(some.products.map(({ id }) => id)).toEqual([1, 2]);
    const byStatus = await listTests(store, { sort_by: "status" });
    expect(byStatus.tests.map(({ test_id }) => test_id)).toEqual([4, 3, 2, 1]);
    await expect(listTests(store, { product_id: [1, 404] })).rejects.toMatchObject({ entity: "product", id: 404 });
    await expect(listTests(store, { product_id: [] })).rejects.toMatchObject({ field: "product_id" });
  });

  it("is of tests that end in a period, the last day included", async () => {
    const store = await freshStore();
    const ends = ["2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z", "2026-06-02T23:59:59Z", "2026-06-03T00:00:00Z"];
    const tests = ends.map((endAt, index) => test(index + 1, { endAt: new Date(endAt) }));
    await fill(store, { products: [product(1)], tests, states: [state(1)] });
    const answer = await listTests(store, { start_date: "2026-06-01", end_date: "2026-06-02" }, { now: () => NOW });
    expect(answer.tests.map(({ test_id }) => test_id)).toEqual([3, 2]);
    expect(answer).toMatchObject({ start_date: "2026-06-01", end_date: "2026-06-02", pagination: { total: 2 } });
    const words = await listTests(store, { product_id: 1, start_date: "last month" }, { now: () => NOW });
    expect(words.tests.map(({ test_id }) => test_id)).toEqual([1]);
    await expect(listTests(store, { start_date: "soonish" })).rejects.toBeInstanceOf(InvalidQueryError);
  });

  it("is complete for a period that was read to its start, whatever is missing before", async () => {
    const store = await freshStore();
    const states = [state(1, { completeSince: new Date("2026-03-01T00:00:00Z") }), state(2)];
    await fill(store, { products: [product(1), product(2)], states });
    const within = await listTests(store, { product_id: 1, start_date: "2026-03-01" });
    expect(within.coverage).toMatchObject({ complete: true, notes: [] });
    const beyond = await listTests(store, { product_id: 1, start_date: "2026-02-28" });
    expect(beyond.coverage).toMatchObject({ complete: false, complete_since: "2026-03-01T00:00:00.000Z" });
    const all = await listTests(store, { start_date: "2026-02-28" });
    expect(all.coverage).toMatchObject({ complete: false, complete_since: "2026-03-01T00:00:00.000Z" });
    expect(all.coverage.notes).toEqual([
      "Only tests from a start date on were fetched (older ones may be missing from the counts) for 1 product: 1.",
    ]);
    expect((await listTests(store, { start_date: "2026-03-01" })).coverage).toMatchObject({
      complete: true,
      notes: [],
    });
  });

  it("counts over several products what was never fetched, failed, or could not be answered", async () => {
    const store = await freshStore();
    const states = [state(1, { failedAt: SYNCED }), state(2, { lastPass: 2 })];
    await fill(store, { products: [product(1), product(2), product(3)], states });
    await addProblems(store, [problem(4), problem(5, { productId: 2 })]);
    const { coverage } = await listTests(store, {});
    expect(coverage).toMatchObject({ complete: false, never_fetched: 1, failed: 1, problem_positions: 2 });
    expect(coverage.notes).toEqual([
      "Tests were never fetched for 1 product: 3.",
      "The sync of the tests has not finished (counts may be too low) for 1 product: 2.",
      "The last sync of tests failed for 1 product: 1.",
      "TestIO could not answer 2 tests, which are missing here, in products: 1, 2; get_problematic_tests says what to do.",
    ]);
  });

  it("says that nothing was ever synced", async () => {
    const store = await freshStore();
    const { as_of, coverage } = await listTests(store, {});
    expect(as_of).toBeNull();
    expect(coverage).toEqual(coverageOf({ complete: false, notes: ["Products were never fetched: run sync_data."] }));
  });

  it("filters by status and type, sorts, and pages to the end", async () => {
    const store = await freshStore();
    const tests = [
      test(1, { title: "C", endAt: new Date("2026-01-01T00:00:00Z") }),
      test(2, { title: "A", endAt: new Date("2026-03-01T00:00:00Z") }),
      test(3, { title: "B", endAt: new Date("2026-02-01T00:00:00Z"), status: "running" }),
      test(4, { title: "D", endAt: new Date("2026-04-01T00:00:00Z"), testingType: "rapid" }),
    ];
    await fill(store, { products: [product(1)], tests, states: [state(1)] });
    const ids = async (query: object) =>
      (await listTests(store, { product_id: 1, ...query })).tests.map((row) => row.test_id);

    expect(await ids({})).toEqual([4, 2, 3, 1]);
    expect(await ids({ sort_by: "title", sort_order: "asc" })).toEqual([2, 3, 1, 4]);
    expect(await ids({ statuses: ["running"] })).toEqual([3]);
    expect(await ids({ statuses: [], testing_type: ["rapid"] })).toEqual([4]);

    const first = await listTests(store, { product_id: 1, per_page: 3 });
    expect(first.pagination).toEqual({ page: 1, per_page: 3, start_index: 0, end_index: 2, total: 4, has_more: true });
    const second = await listTests(store, { product_id: 1, page: 2, per_page: 3 });
    expect(second.tests.map((row) => row.test_id)).toEqual([1]);
    expect(second.pagination).toMatchObject({ start_index: 3, end_index: 3, has_more: false });
    const beyond = await listTests(store, { product_id: 1, page: 9, per_page: 3 });
    expect(beyond.pagination).toMatchObject({ start_index: -1, end_index: -1, total: 4, has_more: false });
  });

  it("cuts a long goal, without breaking a character at the edge", async () => {
    const store = await freshStore();
    const tests = [test(1, { goal: "🙂".repeat(301) }), test(2, { goal: "🙂".repeat(300) })];
    await fill(store, { products: [product(1)], tests, states: [state(1)] });
    const { tests: rows } = await listTests(store, { product_id: 1, detail: "full" });
    const goals = new Map(rows.map((row) => [row.test_id, row.goal]));
    expect(goals.get(1)).toBe(`${"🙂".repeat(299)}…`);
    expect(goals.get(2)).toBe("🙂".repeat(300));
  });

  it("says that tests were never fetched, instead of showing an empty list as the truth", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    const answer = await listTests(store, { product_id: 1 });
    expect(answer.as_of).toBeNull();
    expect(answer.coverage).toEqual(
      coverageOf({
        complete: false,
        never_fetched: 1,
        notes: ["The tests of this product were never fetched: run sync_data."],
      }),
    );
  });

  it("names unreadable positions", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10)], states: [state(1)] });
    await addProblems(store, [problem(3), problem(7)]);
    const { coverage } = await listTests(store, { product_id: 1 });
    expect(coverage.complete).toBe(false);
    expect(coverage.notes).toEqual([
      "TestIO could not answer 2 tests of this product (at list positions 3, 7); each sync tries again, and get_problematic_tests says what to do.",
    ]);
  });

  it("misses nothing at a position whose tests were fetched by id", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10), test(11)], states: [state(1)] });
    await addProblems(store, [problem(3, { mappedTestIds: [10, 11] })]);
    expect((await listTests(store, { product_id: 1 })).coverage).toMatchObject({ complete: true, notes: [] });
    await addProblems(store, [problem(4, { mappedTestIds: [11, 12] })]);
    const { coverage } = await listTests(store, { product_id: 1 });
    expect(coverage.complete).toBe(false);
    expect(coverage.notes).toEqual([
      expect.stringContaining("TestIO could not answer 1 test of this product (at list positions 4)"),
    ]);
  });

  it("says which tests shown may have moved on since they were read", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1)],
      tests: [test(1), test(2, { status: "archived" })],
      syncedAt: new Date("2026-05-01T00:00:00Z"),
    });
    await fill(store, { tests: [test(3)], states: [state(1)] });
    const { coverage } = await listTests(store, { product_id: 1 });
    expect(coverage).toMatchObject({ complete: true });
    expect(coverage.notes).toEqual([
      "1 test shown can still change and was last read before the latest sync, the oldest on 2026-05-01: get_test_status reads one of them again, sync_data with force all.",
    ]);
  });

  it("leaves out deleted tests", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(1), test(2)], states: [state(1)] });
    await store.write((tx) => tx.tombstone("tests", [2], SYNCED));
    const answer = await listTests(store, { product_id: 1 });
    expect(answer.tests.map((row) => row.test_id)).toEqual([1]);
    expect(answer.pagination.total).toBe(1);
  });

  it("says when the product is gone at TestIO", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(1)], states: [state(1)] });
    await store.write((tx) => tx.tombstone("products", [1], new Date("2026-06-10T09:00:00Z")));
    const { coverage } = await listTests(store, { product_id: 1 });
    expect(coverage.notes).toEqual(["deleted upstream on 2026-06-10: this is how the product was last seen."]);
  });

  it("names an unknown product and what to do", async () => {
    const store = await freshStore();
    const failure = await listTests(store, { product_id: 404 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(failure).toMatchObject({ name: "NotFoundError", entity: "product", id: 404 });
    expect(String(failure)).toMatch(/product 404.*list_products.*sync_data/);
  });

  it.each([{ page: 0 }, { page: 1.5 }, { per_page: 0 }, { per_page: 201 }, { per_page: 10_001, for_export: true }])(
    "refuses %o",
    async (query) => {
      const store = await freshStore();
      await fill(store, { products: [product(1)] });
      await expect(listTests(store, { product_id: 1, ...query })).rejects.toBeInstanceOf(InvalidQueryError);
    },
  );
});
