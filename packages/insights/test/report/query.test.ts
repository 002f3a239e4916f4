import { describe, expect, it } from "vitest";
import { getProductQualityReport, type QualityReportQuery } from "../../src/index.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const now = () => NOW;

async function smallStore() {
  const store = await freshStore();
  await fill(store, {
    products: [product(1), product(2), product(3)],
    tests: [test(10), test(11), test(20, { productId: 2 })],
    states: [state(1), state(2)],
  });
  return store;
}

describe("what a quality report can be asked", () => {
  it("refuses what it cannot answer and says what is accepted", async () => {
    const store = await smallStore();
    const wrong: readonly (readonly [QualityReportQuery, string, RegExp])[] = [
      [{ product_ids: [] }, "product_ids", /empty/],
      [{ product_ids: [1.5] }, "product_ids", /1\.5/],
      [{ product_ids: [1, 77, 78] }, "product_ids", /2 products \(77, 78\)/],
      [{ product_ids: [1], test_ids: [] }, "test_ids", /empty.*leave it out/],
      [{ product_ids: [1], test_ids: [10, 20] }, "test_ids", /20 \(product 2\)/],
      [{ product_ids: [1], test_ids: [10, 98, 99] }, "test_ids", /2 tests \(98, 99\)/],
      [{ product_ids: [1], test_ids: [10], start_date: "2026-01-01" }, "test_ids", /start_date cannot/],
      [
        { product_ids: [1], test_ids: [10], end_date: "today", statuses: ["locked"] },
        "test_ids",
        /end_date and statuses/,
      ],
      [{ product_ids: [1], statuses: [] }, "statuses", /empty.*running, locked/],
      [{ product_ids: [1], start_date: "2026-02-01", end_date: "2026-01-31" }, "end_date", /before it starts/],
      [{ product_ids: [1], start_date: "soonish" }, "start_date", /soonish/],
    ];
    for (const [query, field, message] of wrong) {
      const refused = getProductQualityReport(store, query, { now });
      await expect(refused, JSON.stringify(query)).rejects.toMatchObject({ name: "InvalidQueryError", field, message });
    }
  });

  it("counts repeated ids once, and says what it was asked", async () => {
    const store = await smallStore();
    const { scope, by_product } = await getProductQualityReport(
      store,
      { product_ids: [2, 1, 2], start_date: "last month", end_date: "yesterday" },
      { now },
    );
    expect(scope).toMatchObject({
      product_ids: [2, 1],
      products: [
        { id: 2, title: "Product 2", type: "website" },
        { id: 1, title: "Product 1", type: "website" },
      ],
      test_ids: null,
      period: { start: "2026-05-01", end: "2026-06-14" },
      statuses: ["running", "locked", "archived", "customer_finalized"],
    });
    expect(by_product.rows.map(({ product_id, tests }) => [product_id, tests])).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });

  it("reports on tests by id whatever their status, and has no period before", async () => {
    const store = await smallStore();
    await fill(store, { tests: [test(12, { status: "cancelled", endAt: null }), test(13)] });
    await store.write((tx) => tx.tombstone("tests", [13], SYNCED));
    const report = await getProductQualityReport(store, { product_ids: [1], test_ids: [12, 10, 12, 13] }, { now });
    expect(report.scope).toMatchObject({ test_ids: [12, 10, 13], statuses: null, period: null });
    expect(report.tests.rows.map(({ test_id }) => test_id)).toEqual([10, 12]);
    expect(report.previous_period).toBeNull();
    expect(report.coverage.notes[0]).toBe("1 test is left out, deleted upstream: 13.");
  });

  it("compares a period without an end up to today, and one without a start with nothing", async () => {
    const store = await smallStore();
    const open = await getProductQualityReport(store, { product_ids: [1], start_date: "2026-06-06" }, { now });
    expect(open.scope.period).toMatchObject({ start: "2026-06-06", end: null });
    expect(open.previous_period).toMatchObject({ start: "2026-05-27", end: "2026-06-05" });
    const first = await getProductQualityReport(store, { product_ids: [1], end_date: "2026-06-06" }, { now });
    expect(first.previous_period).toBeNull();
    const future = await getProductQualityReport(store, { product_ids: [1], start_date: "2026-07-06" }, { now });
    expect(future.previous_period).toBeNull();
  });

  it("has nulls, not zeros, where nothing was counted", async () => {
    const store = await smallStore();
    const empty = await getProductQualityReport(store, { product_ids: [1], start_date: "2020" }, { now });
    expect(empty.summary).toMatchObject({
      tests: { total: 0 },
      bugs: { total: 0 },
      avg_bugs_per_test: { value: null },
    });
    expect(Object.values(empty.rates).map(({ value }) => value)).toEqual([null, null, null, null, null]);
    expect(empty.headline).toMatchObject({ health: "unknown" });
    expect(empty.over_time.rows).toEqual([]);
    expect(empty.review_time).toMatchObject({
      days_to_rejection: { value: null },
      open: { total: 0, oldest: null, average_age_days: { value: null } },
    });
    expect(empty.next_steps).toEqual([]);

    const never = await getProductQualityReport(store, { product_ids: [3] }, { now });
    expect(never.summary.tests.total).toBeNull();
    expect(never.headline.text).toContain("never fetched");
    expect(never.coverage.complete).toBe(false);
    expect(never.features.never_fetched_product_ids).toEqual([3]);
  });

  it("leaves out what is more than the limits and counts it", async () => {
    const store = await smallStore();
    const limits = { tests: 1, products: 1, features: 0, platforms: 0, periods: 0 };
    const report = await getProductQualityReport(store, { product_ids: [1, 2] }, { now, limits });
    expect(report.tests).toMatchObject({ total: 3, left_out: 2, rows: [{ test_id: 20 }] });
    expect(report.by_product).toMatchObject({ total: 2, left_out: 1, rows: [{ product_id: 1 }] });
    expect(report.over_time).toMatchObject({ total: 1, left_out: 1, rows: [] });
  });

  it("reports on a product that is gone as it was last seen", async () => {
    const store = await smallStore();
    await store.write((tx) => tx.tombstone("products", [2], SYNCED));
    const report = await getProductQualityReport(store, { product_ids: [2] }, { now });
    expect(report.coverage.notes[0]).toContain("Product 2 was deleted upstream on 2026-06-15");
    expect(report.summary.tests.total).toBe(1);
  });
});
