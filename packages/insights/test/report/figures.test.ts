import { beforeAll, describe, expect, it } from "vitest";
import {
  getProductQualityReport,
  type ProductQualityReport,
  type QualityReportQuery,
  reportMarkdown,
} from "../../src/index.js";
import { countOf, outcomes, type Reckoning, reckon, type Wanted } from "./reckoning.js";
import { DEFAULT_NOW, openWorld, type World } from "./world.js";

const now = () => DEFAULT_NOW;
const EVERYTHING = { tests: 1000, products: 1000, features: 1000, platforms: 1000, periods: 1000 };

const reportOn = (world: World, query: QualityReportQuery) =>
  getProductQualityReport(world.store, query, { now, limits: EVERYTHING });

async function syncedWorld(): Promise<World> {
  const world = await openWorld({ products: 4, testsPerProduct: [30, 12, 1, 0], bugsPerTest: 6, seed: 7 });
  const { simulator } = world;
  const [first = 0, second = 0] = simulator.truth.productIds();
  // Without an end, features and platforms; gone upstream after it was stored; found on what no test was aimed at.
  simulator.world.addTest(first, { end_at: null, features: [], requirements: [], status: "running" });
  const gone = simulator.world.addTest(second, { status: "locked", end_at: "2026-06-01T10:00:00Z" });
  simulator.world.addBug(gone, { severity: "critical", status: "forwarded" });
  const odd = simulator.world.addTest(first, { status: "archived", end_at: "2026-06-30T23:59:00+00:00" });
  simulator.world.addBug(odd, { severity: "blocker", status: "under_discussion", devices: [] });
  const devices = [{ operating_system: { name: "HarmonyOS" } }, { operating_system: { name: "HarmonyOS" } }];
  simulator.world.addBug(odd, { status: "rejected", comments: [], devices });
  await world.sync();
  simulator.world.deleteTest(gone);
  await world.sync({ force: true });
  return world;
}

function expectFigures(report: ProductQualityReport, truth: Reckoning): void {
  const { tests, bugs, by_status } = truth;
  const accepted = by_status.accepted + by_status.auto_accepted;
  const reviewed = by_status.accepted + by_status.rejected;
  expect(report.summary).toMatchObject({
    tests: {
      total: tests.length,
      by_status: countOf(tests, ({ status }) => status),
      by_type: countOf(tests, ({ type }) => type),
      without_bug_data: 0,
    },
    bugs: {
      total: bugs.length,
      by_status,
      by_severity: countOf(bugs, ({ severity }) => severity),
      total_accepted: accepted,
      reviewed,
      known: bugs.filter(({ known }) => known).length,
    },
    avg_bugs_per_test: { numerator: bugs.length, denominator: tests.length },
  });
  expect(report.summary.avg_bugs_per_test.value).toBeCloseTo(bugs.length / tests.length, 4);
  expect(report.rates).toMatchObject({
    overall_acceptance_rate: { numerator: accepted, denominator: bugs.length },
    active_acceptance_rate: { numerator: by_status.accepted, denominator: bugs.length },
    auto_acceptance_rate: { numerator: by_status.auto_accepted, denominator: accepted },
    rejection_rate: { numerator: by_status.rejected, denominator: bugs.length },
    review_rate: { numerator: reviewed, denominator: bugs.length },
  });
  const rejection = bugs.length === 0 ? null : Math.round((by_status.rejected / bugs.length) * 10_000) / 10_000;
  expect(report.rates.rejection_rate.value).toBe(rejection);

  const rejected = bugs.filter(({ status }) => status === "rejected");
  expect(
    Object.fromEntries(report.rejection_reasons.reasons.map(({ reason, bugs: amount }) => [reason, amount])),
  ).toEqual(countOf(rejected, ({ reason }) => String(reason)));
  for (const row of report.by_product.rows) {
    const own = bugs.filter(({ test }) => test.productId === row.product_id);
    expect(row.tests).toBe(tests.filter(({ productId }) => productId === row.product_id).length);
    expect(row.bugs).toMatchObject({
      total: own.length,
      ...outcomes(own),
      by_severity: countOf(own, ({ severity }) => severity),
    });
  }
  expect(report.tests.rows.map(({ test_id }) => test_id).sort()).toEqual(tests.map(({ id }) => id).sort());
  for (const row of report.tests.rows) {
    const own = bugs.filter(({ test }) => test.id === row.test_id);
    expect(row.bugs).toMatchObject({ total: own.length, ...outcomes(own) });
  }
}

describe("getProductQualityReport, compared with a reckoning over what TestIO holds", () => {
  let world: World;
  beforeAll(async () => {
    world = await syncedWorld();
    return () => world.close();
  });

  it("counts the same for all times, a quarter, other statuses and tests by id", async () => {
    const productIds = world.simulator.truth.productIds();
    const some = world.simulator.truth.testIds(productIds[0]).slice(3, 20);
    const cases: readonly (readonly [Partial<QualityReportQuery>, Partial<Wanted>])[] = [
      [{}, {}],
      [{ start_date: "Q2 2026" }, { first: "2026-04-01", last: "2026-06-30" }],
      [
        { start_date: "2026-05-01", end_date: "2026-05-31" },
        { first: "2026-05-01", last: "2026-05-31" },
      ],
      [
        { end_date: "2026-05-31", statuses: "archived" },
        { last: "2026-05-31", statuses: ["archived"] },
      ],
      [{ statuses: ["cancelled", "initialized"] }, { statuses: ["cancelled", "initialized"] }],
      [{ test_ids: some }, { testIds: some }],
      [{ product_ids: productIds.slice(0, 1) }, { productIds: productIds.slice(0, 1) }],
    ];
    for (const [query, wanted] of cases) {
      const report = await reportOn(world, { product_ids: productIds, ...query });
      const truth = reckon(world.simulator, { productIds, ...wanted });
      expect(truth.tests.length, JSON.stringify(query)).toBeGreaterThan(0);
      expectFigures(report, truth);
      expect(report.coverage.never_fetched).toBe(0);
    }
  });

  it("counts the period before in the same way, and says what changed", async () => {
    const productIds = world.simulator.truth.productIds();
    const report = await reportOn(world, { product_ids: productIds, start_date: "2026-06" });
    const before = reckon(world.simulator, { productIds, first: "2026-05-01", last: "2026-05-31" });
    const current = reckon(world.simulator, { productIds, first: "2026-06-01", last: "2026-06-30" });

    expect(report.previous_period).toMatchObject({ start: "2026-05-01", end: "2026-05-31" });
    expect(report.previous_period?.summary.bugs).toMatchObject({
      total: before.bugs.length,
      by_status: before.by_status,
    });
    const changes = report.previous_period?.changes;
    expect(changes?.bugs).toMatchObject({
      before: before.bugs.length,
      now: current.bugs.length,
      change: current.bugs.length - before.bugs.length,
    });
    const change = current.by_status.rejected / current.bugs.length - before.by_status.rejected / before.bugs.length;
    expect(changes?.rates.rejection_rate.change).toBeCloseTo(change, 3);
    expect(changes?.rates.rejection_rate.verdict).toBe(change > 0 ? "worse" : "better");
    expect(changes?.rates.overall_acceptance_rate.verdict).toBeNull();

    const page = reportMarkdown(report);
    const { by_status, bugs } = current;
    expect(page).toContain(`| Rejected | ${by_status.rejected} |`);
    expect(page).toContain(`| ${by_status.rejected} of ${bugs.length} |`);
    const difference = current.tests.length - before.tests.length;
    expect(page).toMatch(
      new RegExp(`^\\| Tests \\| ${before.tests.length} \\| ${current.tests.length} \\| \\+?${difference} \\|`, "m"),
    );
    expect(page).toMatch(
      new RegExp(`^\\| Rejection \\|.*[0-9] points \\|.*\\| ${change > 0 ? "worse" : "better"} \\|$`, "m"),
    );
  });

  it("counts months, features, platforms and ages the same", async () => {
    const productIds = world.simulator.truth.productIds();
    const report = await reportOn(world, { product_ids: productIds });
    const { tests, bugs } = reckon(world.simulator, { productIds });

    for (const row of report.over_time.rows) {
      const own = bugs.filter(({ test }) => test.month === row.period);
      expect(row).toMatchObject({
        tests: tests.filter(({ month }) => month === row.period).length,
        bugs: own.length,
        ...outcomes(own),
        by_severity: countOf(own, ({ severity }) => severity),
      });
    }
    expect(report.over_time.tests_without_end).toBe(tests.filter(({ end }) => end === null).length);
    expect(sum(report.over_time.rows.map((row) => row.tests)) + report.over_time.tests_without_end).toBe(tests.length);

    const touched = new Set([...tests.flatMap(({ features }) => [...features]), ...bugs.map(({ feature }) => feature)]);
    touched.delete(null);
    expect(report.features.covered.rows.map(({ feature_id }) => feature_id).sort()).toEqual([...touched].sort());
    for (const row of report.features.covered.rows) {
      const own = bugs.filter(({ feature }) => feature === row.feature_id);
      const naming = tests.filter(({ features }) => features.has(row.feature_id));
      expect(row).toMatchObject({ tests: naming.length, bugs: own.length, ...outcomes(own) });
      expect(row.critical).toBe(own.filter(({ severity }) => severity === "critical").length);
      expect(row.title).not.toBeNull();
    }
    const listed = productIds.flatMap((id) => world.simulator.truth.featureIds(id));
    expect(report.features.not_covered.rows.map(({ feature_id }) => feature_id).sort()).toEqual(
      listed.filter((id) => !touched.has(id)).sort(),
    );
    expect(report.features.tests_without_feature).toBe(tests.filter(({ features }) => features.size === 0).length);
    expect(report.features.bugs_without_feature).toBe(bugs.filter(({ feature }) => feature === null).length);

    const { aimed_at, found_on, found_on_but_not_aimed_at } = report.platforms;
    for (const row of aimed_at.rows) {
      const own = tests.filter(({ systems }) =>
        row.platform === null ? systems.size === 0 : systems.has(row.platform),
      );
      expect(row.tests, String(row.platform)).toBe(own.length);
    }
    for (const row of found_on.rows) {
      const own = bugs.filter(({ systems }) =>
        row.platform === null ? systems.size === 0 : systems.has(row.platform),
      );
      expect(row.bugs, String(row.platform)).toBe(own.length);
    }
    expect(found_on_but_not_aimed_at).toContain("HarmonyOS");

    const { open, days_to_rejection, rejections_without_time } = report.review_time;
    const midnight = new Date("2026-06-30T00:00:00Z").getTime();
    const ages = bugs
      .filter(({ status }) => status === "forwarded")
      .map(({ reported }) => Math.max(0, midnight - reported.getTime()) / 86_400_000);
    expect(open.total).toBe(ages.length);
    expect(open.average_age_days.value).toBeCloseTo(sum(ages) / ages.length, 3);
    expect(open.beyond_auto_acceptance).toBe(ages.filter((age) => age > 10).length);
    expect(open.oldest?.age_days).toBe(Math.floor(Math.max(...ages)));
    const rejected = bugs.filter(({ status }) => status === "rejected");
    const times = rejected.map(({ daysToRejection }) => daysToRejection).filter((days) => days !== null);
    expect(days_to_rejection.denominator).toBe(times.length);
    expect(days_to_rejection.value).toBeCloseTo(sum(times) / times.length, 2);
    expect(rejections_without_time).toBe(rejected.length - times.length);
  });

  it("counts weeks in a period of up to thirteen of them", async () => {
    const productIds = world.simulator.truth.productIds();
    const report = await reportOn(world, { product_ids: productIds, start_date: "2026-04-01", end_date: "2026-06-30" });
    const { tests } = reckon(world.simulator, { productIds, first: "2026-04-01", last: "2026-06-30" });
    expect(report.over_time.unit).toBe("week");
    expect(report.over_time.rows[0]).toMatchObject({ period: "2026-W14", first_day: "2026-03-30" });
    expect(report.over_time.rows.at(-1)).toMatchObject({ period: "2026-W27", last_day: "2026-07-05" });
    for (const { tests: amount, first_day, last_day } of report.over_time.rows) {
      const own = tests.filter(
        ({ end }) => end !== null && end.slice(0, 10) >= first_day && end.slice(0, 10) <= last_day,
      );
      expect(amount, first_day).toBe(own.length);
    }
  });

  it("answers the same bytes for the same data, whatever the time of day", async () => {
    const query = { product_ids: world.simulator.truth.productIds(), start_date: "last 30 days" };
    const [morning, evening] = ["2026-06-30T00:00:00Z", "2026-06-30T23:59:59Z"].map((time) => () => new Date(time));
    const first = await getProductQualityReport(world.store, query, { now: morning });
    const second = await getProductQualityReport(world.store, query, { now: evening });
    expect(JSON.stringify({ ...second, as_of: null, coverage: null, previous_period: null })).toBe(
      JSON.stringify({ ...first, as_of: null, coverage: null, previous_period: null }),
    );
    expect(JSON.stringify(await getProductQualityReport(world.store, query, { now: morning }))).toBe(
      JSON.stringify(first),
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
