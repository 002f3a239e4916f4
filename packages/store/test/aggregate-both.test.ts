import { describe, expect, it } from "vitest";
import type { AggregateFilter, FactRow, Store, TestDimension } from "../src/index.js";
import { bug, device, listing, platform, T0, test, testFeature } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

/** Test 1 names two features, of which a bug names one; test 2 none, and its bug names none either. */
async function filled(): Promise<Store> {
  const store = await openTestStore();
  const rich = { createdBy: "Anna", features: [testFeature(1), testFeature(2)], platforms: [platform("iOS")] };
  await store.write(async (tx) => {
    await tx.upsertTests([test(1, rich), test(2, { productId: 2 }), test(3, { productId: 2 })], listing());
    await tx.replaceBugs({ testIds: [1] }, [bug(1, { testFeatureId: 1, severity: "low" }), bug(2)], T0);
    await tx.replaceBugs({ testIds: [2] }, [bug(3, { testId: 2, productId: 2, devices: [device] })], T0);
  });
  return store;
}

const short = <Facts>(rows: readonly FactRow<Facts>[]) =>
  new Map(rows.map(({ keys, facts }) => [keys[0]?.id ?? keys[0]?.label ?? null, facts]));

const OF_TESTS = ["tests", "testsCreated", "features", "neverFetchedBugs"] as const;
const OF_BUGS = ["bugs", "forwarded", "high", "testers"] as const;
const NO_TESTS = { tests: 0, testsCreated: 0, features: 0, neverFetchedBugs: 0 };
const NO_BUGS = { bugs: 0, forwarded: 0, high: 0, testers: 0 };

describe("aggregateTestsAndBugs", () => {
  it("counts tests and their bugs side by side: groups are what either has", async () => {
    const store = await filled();
    const facts = ["tests", "features", "neverFetchedBugs", "bugs", "testers"] as const;
    expect(await store.aggregateTestsAndBugs([], {}, { facts })).toEqual([
      { keys: [], facts: { tests: 3, features: 2, neverFetchedBugs: 1, bugs: 3, testers: 1 } },
    ]);
    const byFeature = await store.aggregateTestsAndBugs(["feature"], {}, { facts: ["tests", "bugs"], labels: false });
    expect(short(byFeature)).toEqual(
      new Map([
        [10, { tests: 1, bugs: 1 }],
        [20, { tests: 1, bugs: 0 }],
        [null, { tests: 2, bugs: 2 }],
      ]),
    );
  });

  it("counts of bugs, when asked to, what both could count", async () => {
    const store = await filled();
    const filter = { severities: ["low"] };
    const options = { facts: ["tests", "features", "bugs"], labels: false } as const;
    expect(short(await store.aggregateTestsAndBugs(["product"], filter, options))).toEqual(
      new Map([
        [1, { tests: 1, features: 2, bugs: 1 }],
        [2, { tests: 2, features: 0, bugs: 0 }],
      ]),
    );
    const ofBugs = await store.aggregateTestsAndBugs(["product"], filter, { ...options, sharedFacts: "of bugs" });
    expect(short(ofBugs)).toEqual(
      new Map([
        [1, { tests: 1, features: 1, bugs: 1 }],
        [2, { tests: 0, features: 0, bugs: 0 }],
      ]),
    );
  });

  it.each<[TestDimension, AggregateFilter]>([
    ["product", {}],
    ["test", { foundPlatforms: ["ios"] }],
    ["feature", { featureIds: [10, null] }],
    ["target_platform", { severities: ["high"] }],
    ["week", { testIds: [1, 3] }],
    ["customer", { targetPlatforms: [null] }],
  ])("counts by %s what the two count apart", async (dimension, filter) => {
    const store = await filled();
    const both = short(await store.aggregateTestsAndBugs([dimension], filter, { facts: [...OF_TESTS, ...OF_BUGS] }));
    const tests = short(await store.aggregateTests([dimension], filter, { facts: OF_TESTS }));
    const bugs = short(await store.aggregateBugs([dimension], filter, { facts: OF_BUGS }));
    const apart = [...new Set([...tests.keys(), ...bugs.keys()])].map(
      (key) => [key, { ...(tests.get(key) ?? NO_TESTS), ...(bugs.get(key) ?? NO_BUGS) }] as const,
    );
    expect(both).toEqual(new Map(apart));
  });

  it("counts everything when nothing is said", async () => {
    const [row] = await (await filled()).aggregateTestsAndBugs([], {});
    expect(row?.facts).toMatchObject({ tests: 3, bugs: 3, rejectionsTimed: 0, neverFetchedBugs: 1 });
  });
});
