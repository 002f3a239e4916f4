import { describe, expect, it } from "vitest";
import type { FactRow } from "../src/index.js";
import { bug, device, listing, platform, T0, test, testFeature } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

describe("aggregation", () => {
  it("takes for none what has no known value at all, in groups and in filters", async () => {
    const store = await openTestStore();
    const nameless = { ...testFeature(5), featureId: null };
    const anywhere = { ...platform("iOS"), operatingSystem: null };
    const unknown = { ...device, operatingSystem: null };
    await store.write(async (tx) => {
      await tx.upsertTests(
        [
          test(1, { features: [testFeature(1), nameless], platforms: [platform("iOS"), anywhere] }),
          test(2, { features: [nameless], platforms: [anywhere] }),
          test(3),
        ],
        listing(),
      );
      await tx.upsertBugs([bug(1, { devices: [device, unknown] }), bug(2, { devices: [unknown] }), bug(3)], T0);
    });
    const none = (rows: FactRow<{ tests: number }>[]) => rows.find(({ keys }) => keys[0]?.label === null)?.facts.tests;
    for (const [dimension, filter] of [
      ["feature", { featureIds: [null] }],
      ["target_platform", { targetPlatforms: [null] }],
    ] as const) {
      expect(none(await store.aggregateTests([dimension], {}, { facts: ["tests"] })), dimension).toBe(2);
      expect((await store.aggregateTests([], filter, { facts: ["tests"] }))[0]?.facts, dimension).toEqual({ tests: 2 });
    }
    const bugs = await store.aggregateBugs(["found_platform"], {}, { facts: ["bugs"] });
    expect(new Map(bugs.map(({ keys, facts }) => [keys[0]?.label, facts.bugs]))).toEqual(
      new Map([
        ["iOS", 1],
        [null, 2],
      ]),
    );
    const foundPlatforms = [null];
    expect((await store.aggregateBugs([], { foundPlatforms }, { facts: ["bugs"] }))[0]?.facts.bugs).toBe(2);
    expect((await store.listBugs({ foundPlatforms, limit: 9, offset: 0 })).total).toBe(2);
    expect((await store.bugCountsOfTest(1)).operatingSystems).toContainEqual({ label: null, count: 2 });
  });
});
