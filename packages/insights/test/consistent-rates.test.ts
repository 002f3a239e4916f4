import { EXECUTED_TEST_STATUSES } from "@testio/store";
import { describe, expect, it } from "vitest";
import { getTestStatus, queryMetrics, REPORT_RATES } from "../src/index.js";
import { NEVER_FETCHED, useUnevenGolden } from "./reckoning/uneven-golden.js";
import { askersOf } from "./support/askers.js";

const ALL = { test_status: "all" };

const golden = useUnevenGolden();
const at = () => golden().now();
const ask = () => askersOf(golden().store, golden().now);
const products = () => golden().world.productIds;
const countIf = <Item>(items: readonly Item[], holds: (item: Item) => boolean) => items.filter(holds).length;

describe("rates and averages", () => {
  it("of a product are the same in metrics and report, by default and for all statuses", async () => {
    for (const id of products()) {
      for (const statuses of [undefined, "all"]) {
        const { rates, summary } = await ask().report({ product_ids: [id], ...(statuses ? { statuses } : {}) });
        const filters = { product: id, ...(statuses ? ALL : {}) };
        for (const rate of REPORT_RATES) {
          expect(await ask().metric(rate, { filters }), rate).toEqual(ratioOf(rates[rate]));
        }
        expect(await ask().metric("bugs_per_test", { filters })).toEqual(ratioOf(summary.avg_bugs_per_test));
      }
    }
  });

  it("per test leave out tests whose bugs were never fetched", async () => {
    const [productId = 0] = products();
    const filters = { product: productId };
    const tests = await ask().metric("test_count", { filters });
    const { summary } = await ask().report({ product_ids: [productId] });
    expect(summary.tests).toMatchObject({ total: tests, without_bug_data: 1 });
    expect(await ask().metric("bugs_per_test", { filters })).toMatchObject({ denominator: Number(tests) - 1 });
    const fresh = { test: NEVER_FETCHED };
    expect(await ask().metric("bugs_per_test", { filters: fresh })).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
    });
  });

  it("of a test are the same in its status, in metrics and in a report", async () => {
    const { store } = golden();
    for (const id of (await ask().testIds({ product_id: products()[1] ?? 0 })).slice(0, 15)) {
      const { bugs, test } = await getTestStatus(store, id, { now: at });
      const report = await ask().report({ product_ids: [test.product.id], test_ids: [id] });
      for (const rate of REPORT_RATES) {
        expect([
          await ask().metric(rate, { filters: { test: id } }),
          ratioOf(report.rates[rate]),
          report.tests.rows[0] && ratioOf(report.tests.rows[0].rates[rate]),
        ]).toEqual(Array(3).fill(bugs?.rates[rate]));
      }
    }
  });

  it("of rejections and open bugs are the same in lists, metrics and report", async () => {
    for (const id of products()) {
      const { review_time, rejection_reasons, summary } = await ask().report({ product_ids: [id], statuses: "all" });
      const filters = { ...ALL, product: id };
      expect(await ask().metric("avg_days_to_rejection", { filters })).toEqual(ratioOf(review_time.days_to_rejection));
      expect([
        await ask().metric("open_bugs", { filters }),
        await ask().bugsListed({ product_ids: [id], status: "open" }),
        summary.bugs?.by_status.open,
      ]).toEqual(Array(3).fill(review_time.open.total));
      const rejected = await ask().metricBy("rejected_bugs", "rejection_reason", {
        ...filters,
        bug_status: "rejected",
      });
      expect(new Map(rejection_reasons.reasons.map(({ reason, bugs }) => [reason, bugs]))).toEqual(rejected);
    }
  });

  it("compare with the same period before, whole months with as many months", async () => {
    const { store, world } = golden();
    for (const [start_date, end_date, start, end] of [
      ["2026-01-01", "2026-06-30", "2025-07-01", "2025-12-31"],
      ["2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31"],
      ["2026-03-03", "2026-03-19", "2026-02-14", "2026-03-02"],
    ] as const) {
      const query = { start_date, end_date };
      const { previous_period, summary } = await ask().report({ product_ids: products(), ...query });
      const { data, metadata } = await queryMetrics(
        store,
        { metrics: ["test_count", "bug_count"], ...query, compare: "previous_period" },
        { now: at },
      );
      expect(metadata.previous_period).toEqual({ start, end });
      expect(previous_period).toMatchObject({ start, end });
      const inside = (endAt: number | null, first: string, last: string) =>
        endAt !== null && endAt >= Date.parse(first) && endAt < Date.parse(last) + 86_400_000;
      const isCounted = (status: string) => EXECUTED_TEST_STATUSES.some((executed) => executed === status);
      const reckoned = (first: string, last: string) =>
        countIf(world.bugs, ({ test }) => isCounted(test.status) && inside(test.endAt, first, last));
      expect([summary.bugs?.total ?? 0, data[0]?.bug_count]).toEqual(Array(2).fill(reckoned(start_date, end_date)));
      const before = data[0]?.previous;
      expect([previous_period?.summary.bugs?.total ?? 0, before]).toEqual([
        reckoned(start, end),
        { test_count: previous_period?.summary.tests.total, bug_count: reckoned(start, end) },
      ]);
    }
  });
});

const ratioOf = ({
  value,
  numerator,
  denominator,
}: {
  value: number | null;
  numerator: number;
  denominator: number;
}) => ({
  value,
  numerator,
  denominator,
});
