import { describe, expect, it } from "vitest";
import { InvalidQueryError, type MetricsQuery, queryMetrics } from "../../src/index.js";
import { useGolden } from "../reckoning/golden.js";

const golden = useGolden();
const ask = (query: MetricsQuery) => queryMetrics(golden().store, query, { now: golden().now });
const refusal = async (query: MetricsQuery): Promise<InvalidQueryError> => {
  const failure = await ask(query).then(
    () => expect.fail("it should have been refused"),
    (error: unknown) => error,
  );
  if (failure instanceof InvalidQueryError) return failure;
  throw failure;
};

describe("queryMetrics", () => {
  it("answers totals in one row without dimensions", async () => {
    const answer = await ask({ metrics: ["bug_count", "rejection_rate"] });
    expect(answer.data).toEqual([
      {
        bug_count: expect.any(Number),
        rejection_rate: {
          value: expect.any(Number),
          numerator: expect.any(Number),
          denominator: answer.data[0]?.bug_count,
        },
      },
    ]);
    expect(answer.metadata).toMatchObject({
      total_rows: 1,
      has_more: false,
      dimensions_used: [],
      metrics_used: ["bug_count", "rejection_rate"],
      definitions: { rejection_rate: "rejected / all bugs" },
      period: { start: null, end: null },
      previous_period: null,
    });
    expect(answer.visualization_hint.chart_type).toBe("table");
  });

  it("shows names and ids, and counts tests beside an average", async () => {
    const { data, metadata } = await ask({ metrics: "bugs_per_test", dimensions: "product" });
    expect(metadata.metrics_used).toEqual(["bugs_per_test", "test_count"]);
    expect(data[0]).toEqual({
      product: expect.any(String),
      product_id: expect.any(Number),
      bugs_per_test: { value: expect.any(Number), numerator: expect.any(Number), denominator: data[0]?.test_count },
      test_count: expect.any(Number),
    });
  });

  it("says null, not 0, where nothing was counted", async () => {
    const { data } = await ask({
      metrics: ["test_count", "rejection_rate", "avg_days_to_rejection"],
      start_date: "2027-01-03",
    });
    expect(data).toEqual([
      {
        test_count: 1,
        rejection_rate: { value: null, numerator: 0, denominator: 0 },
        avg_days_to_rejection: { value: null, numerator: 0, denominator: 0 },
      },
    ]);
  });

  it("counts a test that ends in the last instant of the last day, and none of the next", async () => {
    const tests = async (start_date: string, end_date: string) =>
      (await ask({ metrics: "test_count", start_date, end_date })).data[0]?.test_count;
    expect(await tests("2027-01-03", "2027-01-03")).toBe(1);
    expect(await tests("2027-01-04", "2027-01-05")).toBe(0);
    expect(await tests("2026-12-01", "2027-01-02")).toBe(0);
  });

  it("names weeks after ISO 8601: 3 January 2027 is in week 53 of 2026", async () => {
    const { data } = await ask({ metrics: "test_count", dimensions: "week", start_date: "2027-01-03" });
    expect(data).toEqual([{ week: "2026-W53", test_count: 1 }]);
  });

  it("goes up in time, unless another order is asked for", async () => {
    const months = async (query: Partial<MetricsQuery>) =>
      (await ask({ metrics: "bug_count", dimensions: "month", ...query })).data.map((row) => String(row.month));
    const up = await months({});
    const dated = up.filter((month) => month !== "null");
    expect(dated).toEqual([...dated].sort());
    expect((await months({ sort_order: "desc" })).filter((month) => month !== "null")).toEqual(dated.toReversed());
    const { data } = await ask({ metrics: "bug_count", dimensions: "month", sort_by: "bug_count" });
    const counts = data.map((row) => Number(row.bug_count));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it("sorts what has ranks by them", async () => {
    const severities = async (query: Partial<MetricsQuery>) =>
      (await ask({ metrics: "bug_count", dimensions: "severity", sort_by: "severity", ...query })).data.map(
        (row) => row.severity,
      );
    const down = await severities({ sort_order: "desc" });
    expect(down.slice(0, 3)).toEqual(["critical", "high", "low"]);
    expect(await severities({ sort_order: "asc" })).toEqual(down.toReversed());
    expect(await severities({})).toEqual(down);
  });

  it("sorts by the names of what has ids, and not by the ids", async () => {
    const { data } = await ask({
      metrics: "test_count",
      dimensions: "product",
      sort_by: "product",
      sort_order: "desc",
    });
    const names = data.map((row) => String(row.product));
    expect(names.length).toBeGreaterThan(1);
    expect(names).toEqual([...names].sort(new Intl.Collator("en").compare).toReversed());
  });

  it("says how many rows it left out", async () => {
    const answer = await ask({ metrics: "bug_count", dimensions: "tester", limit: 2 });
    const left = answer.metadata.total_rows - 2;
    expect(answer.data).toHaveLength(2);
    expect(answer.metadata.has_more).toBe(true);
    expect(answer.warnings).toContain(
      `Left out ${left} rows of ${left + 2}: raise limit, or narrow down with filters.`,
    );
  });

  it("takes open for forwarded, and status for whichever its values are of", async () => {
    const open = await ask({ metrics: "bug_count", filters: { status: "open" } });
    const forwarded = await ask({ metrics: "open_bugs" });
    expect(open.data[0]?.bug_count).toBe(forwarded.data[0]?.open_bugs);
    expect(open.metadata.filters_applied).toMatchObject({ bug_status: ["forwarded"] });
    const locked = await ask({ metrics: "test_count", filters: { status: ["locked", "running"] } });
    expect(locked.metadata.filters_applied).toEqual({ test_status: ["locked", "running"] });
  });

  it("finds products, features and people by name", async () => {
    const { store, world } = golden();
    const [productId = 0] = world.productIds;
    const title = (await store.getProduct(productId))?.title ?? "";
    const byId = await ask({ metrics: "bug_count", filters: { product_id: productId } });
    for (const product of [title, title.toUpperCase(), String(productId)]) {
      expect((await ask({ metrics: "bug_count", filters: { product } })).data).toEqual(byId.data);
    }
    const [bug] = world.bugs.filter(({ reporter }) => reporter !== null);
    const byTester = await ask({
      metrics: "bug_count",
      dimensions: "tester",
      filters: { tester: bug?.reporter ?? "" },
    });
    expect(byTester.data).toEqual([
      { tester: bug?.reporter, tester_id: expect.any(Number), bug_count: expect.any(Number) },
    ]);
    const id = byTester.data[0]?.tester_id;
    const again = await ask({ metrics: "bug_count", filters: { tester_id: typeof id === "number" ? id : 0 } });
    expect(again.data[0]?.bug_count).toBe(byTester.data[0]?.bug_count);
  });

  it("counts every status of tests asked for by id", async () => {
    const { world } = golden();
    const cancelled = world.tests.filter(({ status }) => status === "cancelled").map(({ id }) => id);
    expect(cancelled).not.toEqual([]);
    expect((await ask({ metrics: "test_count", filters: { test_id: cancelled } })).data[0]?.test_count).toBe(
      cancelled.length,
    );
  });

  it("takes every status of tests for all, and what TestIO adds to its words", async () => {
    const tests = async (test_status: string) => (await ask({ metrics: "test_count", filters: { test_status } })).data;
    expect(await tests("all")).toEqual([{ test_count: golden().world.tests.length }]);
    expect(await tests("Paused")).toEqual([{ test_count: 1 }]);
    const { message } = await refusal({ metrics: "test_count", filters: { test_status: "exploded" } });
    expect(message).toBe(
      'filters.test_status "exploded" does not exist. Valid are: running, waiting, initialized, customer_finalized, locked, archived, cancelled, all.',
    );
  });

  it("compares with the period before", async () => {
    const answer = await ask({ metrics: "bug_count", start_date: "2026-04", compare: "previous_period" });
    expect(answer.metadata.period).toEqual({ start: "2026-04-01", end: "2026-04-30" });
    expect(answer.metadata.previous_period).toEqual({ start: "2026-03-01", end: "2026-03-31" });
    const march = await ask({ metrics: "bug_count", start_date: "2026-03" });
    const [now, then] = [Number(answer.data[0]?.bug_count), Number(march.data[0]?.bug_count)];
    expect(answer.data[0]).toEqual({
      bug_count: now,
      previous: { bug_count: then },
      change: { bug_count: { absolute: now - then, relative: expect.closeTo((now - then) / then, 3) } },
    });
  });

  it("warns of what could be taken wrong", async () => {
    const { warnings } = await ask({
      metrics: ["bug_severity_score", "test_count", "bugs_per_test"],
      dimensions: ["feature", "month"],
    });
    expect(warnings).toEqual([
      "No start_date: this is over all tests that are stored.",
      "Groups of feature overlap: one test or bug counts in each of its own, so they do not add up.",
      "bug_severity_score: 5 x critical + 3 x high + 1 x low; other kinds of bugs have no points.",
      "bugs_per_test is null without a feature: bugs without one were reported in tests that name features as well.",
    ]);
    expect((await ask({ metrics: "bug_count", dimensions: "day", start_date: "2099-01-01" })).warnings).toEqual([
      "Nothing matches: check filters and dates.",
    ]);
    expect((await ask({ metrics: "test_count", filters: { severity: "critical" } })).warnings).toEqual([
      "Bugs are narrowed down or grouped by: tests and features are counted by those bugs alone.",
    ]);
  });

  it("explains itself in a sentence", async () => {
    const { query_explanation } = await ask({
      metrics: ["bug_count"],
      dimensions: ["severity"],
      filters: { testing_type: "coverage", status: "archived", found_platform: null },
      start_date: "2026-01-01",
      end_date: "2026-03-31",
      compare: "previous_period",
      tests_limit: 10,
    });
    expect(query_explanation).toBe(
      "bug_count by severity over the newest 10 tests that end from 2026-01-01 to 2026-03-31 where testing_type is coverage, test_status is archived, found_platform is none, compared with tests that end from 2025-10-01 to 2025-12-31; sorted by bug_count descending.",
    );
  });

  it.each<[Partial<MetricsQuery>, string, RegExp]>([
    [{ metrics: [] }, "metrics", /at least one.*test_count/],
    [{ metrics: ["bugs"] }, "metrics", /no metric "bugs".*bug_count/],
    [{ dimensions: ["platform"] }, "dimensions", /target_platform \(where a test was aimed\) or found_platform/],
    [{ dimensions: ["colour"] }, "dimensions", /no dimension "colour".*severity/],
    [{ dimensions: ["day", "test", "product", "severity"] }, "dimensions", /At most 3/],
    [{ filters: { platform: "iOS" } }, "filters.platform", /target_platform.*found_platform/],
    [{ filters: { colour: "red" } }, "filters.colour", /no filter "colour"/],
    [{ filters: { severity: "major" } }, "filters.severity", /"major".*critical, high, low/],
    [{ filters: { status: ["locked", "rejected"] } }, "filters.status", /mixes.*test_status and bug_status/],
    [{ filters: { status: "done" } }, "filters.status", /"done".*Of tests: running.*Of bugs: forwarded/],
    [{ filters: { known_bug: "maybe" } }, "filters.known_bug", /true, false/],
    [{ filters: { rejection_reason: "bad" } }, "filters.rejection_reason", /known_bug.*none/],
    [{ filters: { month: "May" } }, "filters.month", /2026-11/],
    [{ filters: { test_id: "latest" } }, "filters.test_id", /ids of tests/],
    [{ filters: { product: [1, "Nope"] } }, "filters.product", /no product "1".*no product "Nope".*list_products/],
    [{ filters: { product: "none" } }, "filters.product", /Every test has a product/],
    [{ filters: { feature: "e" } }, "filters.feature", /may mean .* or others/],
    [{ filters: { severity: "high", severities: "low" } }, "filters.severities", /given twice/],
    [{ sort_by: "test_count" }, "sort_by", /not asked for.*bug_count/],
    [{ limit: 0 }, "limit", /1 to 1000/],
    [{ limit: 1001 }, "limit", /1 to 1000/],
    [{ tests_limit: 0.5 }, "tests_limit", /whole number from 1/],
    [{ compare: "previous_period" }, "compare", /needs a start_date/],
    [{ compare: "previous_period", dimensions: "month", start_date: "2026" }, "compare", /no counterpart/],
    [{ start_date: "soon-ish" }, "start_date", /names no date/],
  ])("refuses %o", async (part, field, message) => {
    const error = await refusal({ metrics: "bug_count", ...part });
    expect(error.field).toBe(field);
    expect(error.message).toMatch(message);
  });
});
