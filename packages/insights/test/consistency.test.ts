import { BUG_SEVERITIES, BUG_STATUSES, EXECUTED_TEST_STATUSES, REJECTION_REASONS } from "@testio/store";
import { describe, expect, it } from "vitest";
import {
  getDatabaseStats,
  getFeatureSummary,
  getProductSummary,
  getTestStatus,
  getUserSummary,
  listBugs,
  listFeatures,
  listProducts,
  listUsers,
} from "../src/index.js";
import { GONE, NOT_STORED, STRAYS, useUnevenGolden } from "./reckoning/uneven-golden.js";
import { askersOf } from "./support/askers.js";

// One question, asked of every function that can answer it: all have to give the same number. Metrics and reports count
// executed tests unless asked otherwise, which is their one difference to lists and summaries; `all` does away with it.

const ALL = { test_status: "all" };

const golden = useUnevenGolden();
const at = () => golden().now();
const ask = () => askersOf(golden().store, golden().now);
const products = () => golden().world.productIds;
const countIf = <Item>(items: readonly Item[], holds: (item: Item) => boolean) => items.filter(holds).length;

describe("bugs", () => {
  it("of a product are as many wherever they are counted: with their tests", async () => {
    const { store, world } = golden();
    for (const id of products()) {
      const expected = countIf(world.bugs, ({ test }) => test.productId === id);
      const { product } = await getProductSummary(store, id, { now: at });
      const report = await ask().report({ product_ids: [id], statuses: "all" });
      const testIds = await ask().testIds({ product_id: id });
      const statuses = await Promise.all(testIds.map((test) => getTestStatus(store, test, { now: at })));
      expect([
        product.bug_count,
        await ask().bugsListed({ product_ids: [id] }),
        testIds.length === 0 ? 0 : await ask().bugsListed({ test_ids: testIds }),
        await ask().metric("bug_count", { filters: { ...ALL, product: id } }),
        report.summary.bugs?.total,
        report.by_product.rows[0]?.bugs?.total,
        report.tests.rows.reduce((sum, { bugs }) => sum + (bugs?.total ?? 0), 0),
        statuses.reduce((sum, { bugs }) => sum + (bugs?.total ?? 0), 0),
      ]).toEqual(Array(8).fill(expected));
    }
  });

  it("in all are as many, and it is said which are left out", async () => {
    const { store, world } = golden();
    const { coverage } = await listBugs(store, {}, { now: at });
    expect(coverage.notes).toContain(
      `Left out of every list and count: ${STRAYS} bugs of tests that are not stored here, or are gone upstream.`,
    );
    const report = await ask().report({ product_ids: products(), statuses: "all" });
    expect([
      await ask().bugsListed({}),
      await ask().metric("bug_count", { filters: ALL }),
      (await getDatabaseStats(store)).total_bugs,
      report.summary.bugs?.total,
    ]).toEqual(Array(4).fill(world.bugs.length));
    expect(await ask().bugsListed({ test_ids: [NOT_STORED, GONE] })).toBe(0);
  });

  it("by severity, status, reason and system are as many, also of values nobody knows and of none", async () => {
    const { world } = golden();
    const report = await ask().report({ product_ids: products(), statuses: "all" });
    const questions = [
      { dimension: "severity", values: [...BUG_SEVERITIES, "Cosmic"], field: "severity", key: "severity" },
      { dimension: "bug_status", values: [...BUG_STATUSES, "pondered"], field: "status", key: "status" },
      {
        dimension: "rejection_reason",
        values: [...REJECTION_REASONS, "none"],
        field: "rejection_reason",
        key: "rejectionReason",
      },
    ] as const;
    for (const { dimension, values, field, key } of questions) {
      const grouped = await ask().metricBy("bug_count", dimension, ALL);
      for (const value of values) {
        const stored = value === "none" ? null : value;
        const expected = countIf(world.bugs, (it) => it[key] === stored);
        expect(
          [
            await ask().bugsListed({ [field]: value }),
            await ask().metric("bug_count", { filters: { ...ALL, [dimension]: value } }),
            grouped.get(stored) ?? 0,
          ],
          value,
        ).toEqual([expected, expected, expected]);
        if (dimension === "severity") expect(report.summary.bugs?.by_severity[value] ?? 0, value).toBe(expected);
      }
    }
    const bySystem = await ask().metricBy("bug_count", "found_platform", ALL);
    expect(bySystem.get(null)).toBeGreaterThan(0);
    expect(report.platforms.found_on.rows.length).toBe(bySystem.size);
    for (const [system, count] of bySystem) {
      const value = system === null ? "none" : String(system);
      expect([
        await ask().bugsListed({ found_platform: value }),
        await ask().metric("bug_count", { filters: { ...ALL, found_platform: value } }),
        report.platforms.found_on.rows.find(({ platform }) => platform === system)?.bugs,
        countIf(world.bugs, ({ foundPlatforms }) => foundPlatforms.some((name) => name === system)),
      ]).toEqual(Array(4).fill(count));
    }
  });

  it("of a feature are as many, and so are the tests that name it", async () => {
    const { store, world } = golden();
    const [bugsBy, testsBy] = [
      await ask().metricBy("bug_count", "feature", ALL),
      await ask().metricBy("test_count", "feature", ALL),
    ];
    const { covered, tests_without_feature, bugs_without_feature } = (
      await ask().report({ product_ids: products(), statuses: "all" })
    ).features;
    for (const productId of products()) {
      const { features } = await listFeatures(store, { product_id: productId, per_page: 200 }, { now: at });
      for (const { id, bug_count, test_count } of features) {
        const summary = await getFeatureSummary(store, id, { now: at });
        const shown = covered.rows.find(({ feature_id }) => feature_id === id);
        const bugs = countIf(world.bugs, ({ featureId }) => featureId === id);
        expect([
          bug_count,
          summary.feature.bug_count,
          bugsBy.get(id) ?? 0,
          await ask().bugsListed({ feature_ids: [id] }),
          shown?.bugs ?? 0,
        ]).toEqual(Array(5).fill(bugs));
        const tests = countIf(world.tests, ({ featureIds }) => featureIds.includes(id));
        expect([test_count, summary.feature.test_count, testsBy.get(id) ?? 0, shown?.tests ?? 0]).toEqual(
          Array(4).fill(tests),
        );
      }
    }
    expect([bugsBy.get(null), await ask().bugsListed({ feature_ids: ["none"] })]).toEqual(
      Array(2).fill(bugs_without_feature),
    );
    expect([testsBy.get(null), await ask().metric("test_count", { filters: { ...ALL, feature: "none" } })]).toEqual(
      Array(2).fill(tests_without_feature),
    );
  });

  it("of a tester, and tests of a customer, are as many", async () => {
    const { store, world } = golden();
    const { users } = await listUsers(store, { days: null, per_page: 200 }, { now: at });
    const byTester = await ask().metricBy("bug_count", "tester", ALL);
    const byCustomer = await ask().metricBy("test_count", "customer", ALL);
    expect(users.some(({ username }) => username === "Amara Okafor")).toBe(true);
    for (const { id, username, user_type } of users) {
      const { user } = await getUserSummary(store, id, { now: at });
      if (user_type === "tester") {
        const expected = countIf(world.bugs, ({ reporter }) => reporter === username);
        expect([
          user.bugs_reported_count,
          await ask().bugsListed({ reported_by_user_id: id }),
          byTester.get(id) ?? 0,
        ]).toEqual(Array(3).fill(expected));
      } else {
        const expected = countIf(world.tests, ({ createdBy }) => createdBy === username);
        expect([user.tests_created_count, byCustomer.get(id) ?? 0]).toEqual(Array(2).fill(expected));
      }
    }
  });
});

describe("tests", () => {
  it("of a product are as many wherever they are counted", async () => {
    const { store } = golden();
    const { products: listed } = await listProducts(store, {}, { now: at });
    let all = 0;
    for (const { id, test_count, tests_last_30_days, tests_last_90_days } of listed) {
      all += test_count ?? 0;
      const { product } = await getProductSummary(store, id, { now: at });
      const report = await ask().report({ product_ids: [id], statuses: "all" });
      expect([
        product.test_count,
        product.tests_by_status?.reduce((sum, { count }) => sum + count, 0),
        await ask().testsListed({ product_id: id }),
        await ask().metric("test_count", { filters: { ...ALL, product: id } }),
        report.summary.tests.total,
      ]).toEqual(Array(5).fill(test_count));
      for (const [start_date, counted] of [
        ["last 30 days", tests_last_30_days],
        ["last 90 days", tests_last_90_days],
      ] as const) {
        const ended = await ask().report({ product_ids: [id], start_date });
        expect([
          start_date === "last 30 days" ? product.tests_last_30_days : product.tests_last_90_days,
          await ask().testsListed({ product_id: id, start_date, statuses: EXECUTED_TEST_STATUSES }),
          await ask().metric("test_count", { start_date, filters: { product: id } }),
          ended.summary.tests.total,
        ]).toEqual(Array(4).fill(counted));
      }
    }
    expect([
      await ask().testsListed({}),
      await ask().metric("test_count", { filters: ALL }),
      (await getDatabaseStats(store)).total_tests,
    ]).toEqual(Array(3).fill(all));
  });

  it("in a status or of a type are as many, also where nobody knows it", async () => {
    const { world } = golden();
    for (const [dimension, field, key] of [
      ["test_status", "statuses", "status"],
      ["testing_type", "testing_type", "testingType"],
    ] as const) {
      const grouped = await ask().metricBy("test_count", dimension, dimension === "test_status" ? {} : ALL);
      const values = new Set(world.tests.map((test) => test[key]).filter((value) => value !== null));
      expect([...values]).toContain(dimension === "test_status" ? "Paused" : "ad-hoc");
      for (const value of values) {
        const listed = await ask().testsListed({ [field]: value });
        expect(await ask().metric("test_count", { filters: { ...ALL, [dimension]: value } })).toBe(listed);
        if (dimension === "testing_type") expect(grouped.get(value)).toBe(listed);
      }
    }
  });

  it("that end within the first or the last day of a period are in it, those a moment outside are not", async () => {
    const [productId = 0] = products();
    for (const [start_date, end_date, expected] of [
      ["2026-01-01", "2026-01-01", 1],
      ["2025-12-31", "2025-12-31", 0],
      ["2027-01-03", "2027-01-03", 1],
      ["2027-01-04", "2027-01-04", 0],
    ] as const) {
      const period = { start_date, end_date };
      const filters = { ...ALL, product: productId, testing_type: "coverage", target_platform: "none" };
      const report = await ask().report({ product_ids: [productId], ...period, statuses: "all" });
      const listed = await ask().testsListed({ product_id: productId, ...period });
      expect(await ask().metric("test_count", { ...period, filters })).toBe(expected);
      expect([
        report.summary.tests.total,
        await ask().metric("test_count", { ...period, filters: { ...ALL, product: productId } }),
      ]).toEqual([listed, listed]);
    }
  });
});
