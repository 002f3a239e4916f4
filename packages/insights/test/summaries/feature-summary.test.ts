import { describe, expect, it } from "vitest";
import { getFeatureSummary } from "../../src/index.js";
import { featureSource } from "../support/feature-source.js";
import { bug, feature, named, storeFeatures } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const asked = { now: () => NOW };

async function basket(bugsFetched: boolean) {
  const store = await freshStore();
  await fill(store, {
    products: [product(1, { sections: [{ id: 5, title: "Web", isDefault: false }] })],
    tests: [test(10, { features: [named(100, 71)] }), test(11)],
    states: [state(1)],
  });
  const fields = {
    description: "What is bought",
    howtofind: "Top right",
    userStories: ["I fill it"],
    sectionIds: [5, 6],
  };
  await storeFeatures(store, 1, [feature(71, fields)]);
  if (bugsFetched)
    await store.write((tx) => tx.replaceBugs({ testIds: [10] }, [bug(1, 10, { testFeatureId: 100 })], NOW));
  return store;
}

describe("getFeatureSummary", () => {
  it("holds all that is known of a feature", async () => {
    const answer = await getFeatureSummary(await basket(true), 71, asked);
    expect(answer).toEqual({
      feature: {
        id: 71,
        title: "Feature 71",
        product: { id: 1, name: "Product 1" },
        sections: [
          { id: 5, title: "Web" },
          { id: 6, title: null },
        ],
        description: "What is bought",
        howtofind: "Top right",
        user_stories: ["I fill it"],
        test_count: 1,
        bug_count: 1,
        synced_at: SYNCED.toISOString(),
        deleted_at: null,
      },
      as_of: SYNCED.toISOString(),
      coverage: expect.objectContaining({ complete: true, never_fetched: 0, failed: 0, notes: [] }),
    });
  });

  it("does not take bugs that were never fetched for none", async () => {
    const { feature: shown, coverage } = await getFeatureSummary(await basket(false), 71, asked);
    expect(shown).toMatchObject({ test_count: 1, bug_count: null });
    expect(coverage).toMatchObject({ complete: false, never_fetched: 1 });
  });

  it("knows no tests where none were fetched, and no bugs where there is no test", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1), product(2)], states: [state(2)] });
    await storeFeatures(store, 1, [feature(71)]);
    await storeFeatures(store, 2, [feature(72, { productId: 2 })]);
    expect((await getFeatureSummary(store, 71, asked)).feature).toMatchObject({ test_count: null, bug_count: null });
    expect((await getFeatureSummary(store, 72, asked)).feature).toMatchObject({ test_count: 0, bug_count: 0 });
  });

  it("shows a feature that is gone, and says since when", async () => {
    const store = await basket(true);
    await storeFeatures(store, 1, [], new Date("2026-06-14T09:00:00Z"));
    const { feature: shown, coverage } = await getFeatureSummary(store, 71, asked);
    expect(shown.deleted_at).toBe("2026-06-14T09:00:00.000Z");
    expect(coverage.notes[0]).toBe("deleted upstream on 2026-06-14: this is how the feature was last seen.");
  });

  it("knows no feature that is not stored", async () => {
    await expect(getFeatureSummary(await freshStore(), 9, asked)).rejects.toThrow(/no feature 9.*list_features/);
  });

  it("is fetched anew with the features of its product", async () => {
    const store = await freshStore();
    const { simulator, freshness } = await featureSource(store);
    const [productId = 0] = simulator.truth.productIds();
    await freshness.features([productId]);
    const { rows } = await store.listFeatures({ productId, limit: 1, offset: 0 });
    const id = rows[0]?.id ?? 0;
    simulator.world.updateFeature(id, { title: "After" });
    await store.write((tx) => tx.putSyncState(state(productId, { phase: "FEATURES", succeededAt: null })));
    const answer = await getFeatureSummary(store, id, { ...asked, freshness });
    expect(answer.feature.title).toBe("After");

    simulator.faults.add({ match: () => true, fault: { kind: "status", status: 503 } });
    await store.write((tx) => tx.putSyncState(state(productId, { phase: "FEATURES", succeededAt: null })));
    const failed = await getFeatureSummary(store, id, { ...asked, freshness });
    expect(failed.feature.title).toBe("After");
    expect(failed.coverage.notes.join(" ")).toContain("TestIO answered 503.");
  });
});
