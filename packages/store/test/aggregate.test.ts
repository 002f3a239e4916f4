import { describe, expect, it } from "vitest";
import type { Store, TestWrite } from "../src/index.js";
import { bug, device, feature, later, listing, platform, product, T0, test, testFeature } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

const DAY = 24;

/** Test 1 names a feature twice and is aimed at Windows twice; test 2 has nothing; test 3 is gone. Bug 9 is of no stored test. */
async function filled(): Promise<Store> {
  const store = await openTestStore();
  const rich: Partial<TestWrite> = {
    createdBy: "Anna",
    submittedBy: " ",
    environment: { id: 5, title: "Staging", url: null },
    endAt: new Date("2027-01-03T23:59:59.999Z"),
    features: [testFeature(1), testFeature(2), { ...testFeature(3), featureId: 10 }],
    platforms: [platform("Windows"), platform("Windows"), platform("macOS")],
  };
  await store.write(async (tx) => {
    await tx.upsertProducts([product(1), product(2)], T0);
    await tx.replaceFeatures(1, [feature(10, { title: "Login" })], T0);
    await tx.upsertTests([test(1, rich), test(2, { endAt: null }), test(3)], listing(1));
    await tx.upsertUsers([{ username: "tess", type: "tester" }], T0);
    await tx.replaceBugs(
      { testIds: [1] },
      [
        bug(1, { testFeatureId: 1, devices: [device, device, { ...device, operatingSystem: "Android" }] }),
        bug(2, { testFeatureId: 3, status: "accepted", autoAccepted: true, severity: "low" }),
        bug(3, { testFeatureId: 99, status: "accepted", reporter: " ", devices: [device], known: true }),
        bug(4, { status: "rejected", rejectionReason: "irrelevant", rejectedAt: later(2 * DAY), severity: "critical" }),
        bug(5),
      ],
      T0,
    );
    await tx.upsertBugs([bug(6, { testId: 2 }), bug(7, { testId: 3 }), bug(9, { testId: 404 })], T0);
    await tx.tombstone("bugs", [5], T0);
    await tx.tombstone("tests", [3], T0);
  });
  return store;
}

const NONE_LAST = "~";

/** Rows as short as may be, by their keys: `[labels…, count]`. */
function short<Fact extends string>(
  rows: readonly { keys: readonly { label: string | null }[]; facts: Record<Fact, number> }[],
  fact: Fact,
) {
  const keyOf = (labels: readonly (string | null)[]) => labels.map((label) => label ?? NONE_LAST).join();
  return rows
    .map(({ keys, facts }) => ({ labels: keys.map(({ label }) => label), count: facts[fact] }))
    .sort((one, other) => (keyOf(one.labels) < keyOf(other.labels) ? -1 : 1))
    .map(({ labels, count }) => [...labels, count]);
}

describe("aggregateTests", () => {
  it("counts living tests, each once", async () => {
    const store = await filled();
    expect(await store.aggregateTests([], {})).toEqual([
      { keys: [], facts: { tests: 2, testsCreated: 1, testsSubmitted: 0, features: 2, neverFetchedBugs: 1 } },
    ]);
    expect(await store.aggregateTests([], { productIds: [2] }, { facts: ["tests"] })).toEqual([
      { keys: [], facts: { tests: 0 } },
    ]);
  });

  it("counts a test once in each of its groups, and in none's without any", async () => {
    const store = await filled();
    const by = async (...dimensions: Parameters<Store["aggregateTests"]>[0]) =>
      short(await store.aggregateTests(dimensions, {}), "tests");
    expect(await by("feature")).toEqual([
      ["Login", 1],
      ["Test feature 2", 1],
      [null, 1],
    ]);
    expect(await by("target_platform")).toEqual([
      ["Windows", 1],
      ["macOS", 1],
      [null, 1],
    ]);
    expect(await by("feature", "target_platform")).toHaveLength(5);
    expect(await by("customer")).toEqual([
      ["Anna", 1],
      [null, 1],
    ]);
    expect(await by("test_environment")).toEqual([
      ["Staging", 1],
      [null, 1],
    ]);
  });

  it.each([
    ["day", "2027-01-03"],
    ["week", "2026-W53"],
    ["month", "2027-01"],
    ["quarter", "2027-Q1"],
    ["year", "2027"],
  ] as const)("groups by %s of the end", async (dimension, label) => {
    const store = await filled();
    const rows = short(await store.aggregateTests([dimension], {}), "tests");
    expect(rows).toEqual([
      [label, 1],
      [null, 1],
    ]);
    expect(short(await store.aggregateTests([], { times: [{ by: dimension, values: [label] }] }), "tests")).toEqual([
      [1],
    ]);
  });

  it("narrows groups to the values asked for, in letters of either case for platforms", async () => {
    const store = await filled();
    const filter = { targetPlatforms: ["WINDOWS"] };
    expect(short(await store.aggregateTests(["target_platform"], filter), "tests")).toEqual([["Windows", 1]]);
    expect(short(await store.aggregateTests(["product"], filter), "tests")).toEqual([["Product 1", 1]]);
    expect(short(await store.aggregateTests([], { targetPlatforms: [null] }), "tests")).toEqual([[1]]);
    expect(short(await store.aggregateTests([], { featureIds: [] }), "tests")).toEqual([[0]]);
    expect(short(await store.aggregateTests([], { featureIds: [10, null] }), "tests")).toEqual([[2]]);
  });

  it("answers the groups alone when no fact is asked for", async () => {
    const store = await filled();
    expect(await store.aggregateTests(["product"], {}, { facts: [] })).toEqual([
      { keys: [{ id: 1, label: "Product 1" }], facts: {} },
    ]);
  });
});

describe("aggregateBugs", () => {
  it("counts living bugs of living stored tests, each once", async () => {
    const store = await filled();
    expect(await store.aggregateBugs([], {})).toEqual([
      {
        keys: [],
        facts: {
          bugs: 5,
          accepted: 1,
          autoAccepted: 1,
          rejected: 1,
          forwarded: 2,
          known: 1,
          critical: 1,
          high: 3,
          low: 1,
          testers: 1,
          tests: 2,
          testsCreated: 1,
          testsSubmitted: 0,
          features: 1,
          rejectionDays: expect.closeTo(2, 6),
          rejectionsTimed: 1,
        },
      },
    ]);
  });

  it("groups by what bugs have", async () => {
    const store = await filled();
    const by = async (dimension: Parameters<Store["aggregateBugs"]>[0][number]) =>
      short(await store.aggregateBugs([dimension], {}), "bugs");
    expect(await by("bug_status")).toEqual([
      ["accepted", 1],
      ["auto_accepted", 1],
      ["forwarded", 2],
      ["rejected", 1],
    ]);
    expect(await by("found_platform")).toEqual([
      ["Android", 1],
      ["iOS", 2],
      [null, 3],
    ]);
    expect(await by("feature")).toEqual([
      ["Login", 2],
      [null, 3],
    ]);
    expect(await by("known_bug")).toEqual([
      ["false", 4],
      ["true", 1],
    ]);
    expect(await store.aggregateBugs(["tester"], {}, { facts: ["bugs"] })).toEqual(
      expect.arrayContaining([
        { keys: [{ id: 1, label: "tess" }], facts: { bugs: 4 } },
        { keys: [{ id: null, label: null }], facts: { bugs: 1 } },
      ]),
    );
  });

  it("counts tests once where groups are of tests and bugs both", async () => {
    const store = await filled();
    const rows = await store.aggregateBugs(["product", "severity"], {}, { facts: ["tests", "bugs"] });
    expect(rows.map(({ keys, facts }) => [keys[0]?.label, keys[1]?.label, facts.tests, facts.bugs]).sort()).toEqual([
      ["Product 1", "critical", 1, 1],
      ["Product 1", "high", 2, 3],
      ["Product 1", "low", 1, 1],
    ]);
    expect(
      short(await store.aggregateBugs(["target_platform", "severity"], { severities: ["high"] }), "tests"),
    ).toEqual([
      ["Windows", "high", 1],
      ["macOS", "high", 1],
      [null, "high", 1],
    ]);
  });

  it("narrows by everything that bugs have", async () => {
    const store = await filled();
    const count = async (filter: Parameters<Store["aggregateBugs"]>[1]) =>
      (await store.aggregateBugs([], filter))[0]?.facts.bugs;
    expect(await count({ bugStatuses: ["accepted"] })).toBe(1);
    expect(await count({ bugStatuses: ["accepted", "auto_accepted"] })).toBe(2);
    expect(await count({ rejectionReasons: ["irrelevant"] })).toBe(1);
    expect(await count({ rejectionReasons: [null] })).toBe(4);
    expect(await count({ known: false })).toBe(4);
    expect(await count({ testers: [null] })).toBe(1);
    expect(await count({ foundPlatforms: ["android", null] })).toBe(4);
    expect(await count({ featureIds: [null] })).toBe(3);
    expect(await count({ testIds: [2, 3] })).toBe(1);
    expect(await count({ productIds: [1, 2] })).toBe(5);
    expect(await count({ severities: [] })).toBe(0);
  });

  it("answers names only on request", async () => {
    const store = await filled();
    expect(await store.aggregateBugs(["product"], {}, { facts: ["testers"], labels: false })).toEqual([
      { keys: [{ id: 1, label: null }], facts: { testers: 1 } },
    ]);
    expect(
      await store.aggregateLabels("product", [
        { id: 1, label: null },
        { id: null, label: null },
      ]),
    ).toEqual([
      { id: 1, label: "Product 1" },
      { id: null, label: null },
    ]);
  });
});

describe("findAggregateKeys", () => {
  it("finds by id, and by a part of the name, the shortest first", async () => {
    const store = await filled();
    expect(await store.findAggregateKeys("product", { id: 2 }, 9)).toEqual([{ id: 2, label: "Product 2" }]);
    expect(await store.findAggregateKeys("product", { name: "pRODUCT" }, 1)).toEqual([{ id: 1, label: "Product 1" }]);
    expect(await store.findAggregateKeys("product", { name: "%" }, 9)).toEqual([]);
    expect(await store.findAggregateKeys("feature", { name: "login" }, 9)).toEqual([{ id: 10, label: "Login" }]);
    expect(await store.findAggregateKeys("feature", { name: "feature 2" }, 9)).toEqual([
      { id: 20, label: "Test feature 2" },
    ]);
    expect(await store.findAggregateKeys("test_environment", { name: "stag" }, 9)).toEqual([
      { id: 5, label: "Staging" },
    ]);
    expect(await store.findAggregateKeys("tester", { name: "tess" }, 9)).toEqual([{ id: 1, label: "tess" }]);
    expect(await store.findAggregateKeys("customer", { name: "tess" }, 9)).toEqual([]);
    expect(await store.findAggregateKeys("test", { id: 3 }, 9)).toEqual([]);
  });

  it("finds a product that is gone by its id alone", async () => {
    const store = await filled();
    await store.write((tx) => tx.tombstone("products", [2], T0));
    expect(await store.findAggregateKeys("product", { id: 2 }, 9)).toEqual([{ id: 2, label: "Product 2" }]);
    expect(await store.findAggregateKeys("product", { name: "Product 2" }, 9)).toEqual([]);
  });
});

describe("newestTestIds", () => {
  it("answers the latest ending tests that match, those without an end last", async () => {
    const store = await filled();
    expect(await store.newestTestIds({}, 9)).toEqual([1, 2]);
    expect(await store.newestTestIds({}, 1)).toEqual([1]);
    expect(await store.newestTestIds({ featureIds: [null] }, 9)).toEqual([2]);
  });
});
