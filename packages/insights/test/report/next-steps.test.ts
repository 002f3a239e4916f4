import type { BugWrite, Store } from "@testio/store";
import { describe, expect, it } from "vitest";
import { getProductQualityReport, type QualityReportOptions, type QualityReportQuery } from "../../src/index.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

function bug(id: number, fields: Partial<BugWrite> = {}): BugWrite {
  return {
    id,
    testId: 1,
    productId: 1,
    testFeatureId: null,
    title: `Bug ${id}`,
    severity: "low",
    status: "accepted",
    autoAccepted: false,
    known: false,
    rejectionReason: null,
    rejectedAt: null,
    reporter: null,
    steps: null,
    expectedResult: null,
    actualResult: null,
    comments: null,
    reportedAt: new Date("2026-06-10T00:00:00Z"),
    exportedAt: null,
    devices: [],
    data: {},
    ...fields,
  };
}

async function storeOf(bugs: readonly BugWrite[], tests = [test(1)]): Promise<Store> {
  const store = await freshStore();
  const products = [...new Set(tests.map(({ productId }) => productId))];
  await fill(store, { products: products.map((id) => product(id)), tests, states: products.map((id) => state(id)) });
  await store.write(async (tx) => {
    await tx.replaceBugs({ testIds: tests.map(({ id }) => id) }, bugs, SYNCED);
  });
  return store;
}

async function stepsOf(store: Store, query: Partial<QualityReportQuery> = {}, options: QualityReportOptions = {}) {
  const report = await getProductQualityReport(store, { product_ids: [1], ...query }, { now: () => NOW, ...options });
  return report.next_steps.map(({ pattern, priority }) => `${priority} ${pattern}`);
}

const some = (amount: number, from: number, fields: Partial<BugWrite>) =>
  Array.from({ length: amount }, (_, index) => bug(from + index, fields));

describe("what to do next", () => {
  it("is nothing where nothing stands out", async () => {
    expect(await stepsOf(await storeOf(some(20, 1, {})))).toEqual([]);
  });

  it("names high rates by how high they are, with their figures and the most frequent reason", async () => {
    const rejected = { status: "rejected", rejectionReason: "not_reproducible" };
    const store = await storeOf([...some(7, 1, rejected), ...some(4, 10, { autoAccepted: true }), ...some(9, 20, {})]);
    expect(await stepsOf(store)).toEqual([
      "high high_rejection",
      "medium high_auto_acceptance",
      "medium low_review",
      "medium noisy_tests",
    ]);
    const report = await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW });
    expect(report.next_steps[0]?.finding).toBe(
      "Rejection is at 35 % (7 of 20); the most frequent reason is bugs that cannot be reproduced, 100 % (7 of 7).",
    );
    expect(report.headline).toMatchObject({
      health: "critical",
      text: "1 test with 20 bugs. Critical: rejection at 35 % (7 of 20).",
    });
    const thresholds = {
      rejection_rate: { warning: 0.9, critical: 1 },
      auto_acceptance_rate: { warning: 0.9, critical: 1 },
      review_rate: { warning: 0.1, critical: 0 },
    };
    expect(await stepsOf(store, {}, { thresholds })).toEqual(["medium noisy_tests"]);
  });

  it("does not judge by two bugs", async () => {
    const store = await storeOf(some(2, 1, { status: "rejected" }));
    const report = await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW });
    expect(report.rates.rejection_rate).toMatchObject({ value: 1, health: "critical", sample: "insufficient" });
    expect(report.headline.health).toBe("unknown");
    expect(report.confidence.level).toBe("insufficient");
    expect(report.next_steps).toEqual([]);
  });

  it("names one reason that most rejections have, though they are few", async () => {
    const store = await storeOf([
      ...some(10, 1, { status: "rejected", rejectionReason: "known_bug" }),
      ...some(3, 20, { status: "rejected" }),
      ...some(90, 30, {}),
    ]);
    expect(await stepsOf(store)).toEqual(["low one_rejection_reason"]);
  });

  it("names open bugs that are critical or old", async () => {
    const store = await storeOf([
      bug(1, { status: "forwarded", severity: "critical", reportedAt: new Date("2026-06-14T23:00:00Z") }),
      bug(2, { status: "forwarded", reportedAt: new Date("2026-06-04T23:59:59Z") }),
      bug(3, { status: "forwarded", reportedAt: new Date("2026-06-05T00:00:00Z") }),
      bug(4, { status: "forwarded", reportedAt: new Date("2026-06-20T00:00:00Z") }),
      bug(5, { status: "forwarded", reportedAt: null }),
      bug(6, { status: "forwarded", reportedAt: new Date("2026-06-04T23:59:59Z") }),
      ...some(90, 30, {}),
    ]);
    expect(await stepsOf(store)).toEqual(["high critical_bugs_open", "medium bugs_open_too_long"]);
    const { review_time } = await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW });
    expect(review_time.open).toMatchObject({
      total: 6,
      counted_on: "2026-06-15",
      beyond_auto_acceptance: 2,
      average_age_days: { denominator: 5 },
      oldest: { bug_id: 2, test_id: 1, title: "Bug 2", age_days: 10 },
    });
  });

  it("names what got worse, and products that are worse than the others", async () => {
    const end = (text: string) => new Date(`${text}T10:00:00Z`);
    const store = await storeOf(
      [
        ...some(20, 1, { testId: 1 }),
        ...some(10, 100, { testId: 2, status: "rejected" }),
        ...some(10, 200, { testId: 2 }),
        ...some(80, 300, { testId: 3, productId: 2 }),
      ],
      [
        test(1, { endAt: end("2026-04-30") }),
        test(2, { endAt: end("2026-05-01") }),
        test(3, { productId: 2, endAt: end("2026-05-31") }),
      ],
    );
    expect(await stepsOf(store, { start_date: "2026-05" })).toContain("medium getting_worse");
    expect(await stepsOf(store, { product_ids: [1, 2], start_date: "2026-05" })).toEqual([
      "medium products_stand_out",
      "medium noisy_tests",
      "medium getting_worse",
    ]);
  });

  it("names what was not covered", async () => {
    const platform = (operatingSystem: string) => ({
      category: null,
      operatingSystemId: null,
      operatingSystem,
      minVersion: null,
      maxVersion: null,
      browsers: [],
    });
    const found = (operatingSystem: string) => [
      { category: null, vendor: null, device: null, operatingSystem, operatingSystemVersion: null, browsers: [] },
    ];
    const store = await storeOf(
      [...some(10, 1, { devices: found("IOS ") }), ...some(10, 20, { devices: found("tvOS") })],
      [test(1, { platforms: [platform("iOS"), platform("Android")] })],
    );
    const feature = { productId: 1, description: null, howtofind: null, userStories: [], sectionIds: [], data: {} };
    await store.write((tx) => tx.replaceFeatures(1, [{ ...feature, id: 5, title: "Unseen" }], SYNCED));
    const report = await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW });
    expect(report.next_steps.map(({ pattern, finding }) => [pattern, finding])).toEqual([
      ["features_not_covered", "1 feature of the products was in no test, 0 in some."],
      ["found_on_untargeted_platforms", "Bugs were found on 1 system that no test was aimed at: tvOS."],
      ["targeted_platforms_without_bugs", "Tests were aimed at 1 system on which no bug was reported: Android."],
    ]);
  });
});
