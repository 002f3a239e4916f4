import { describe, expect, it } from "vitest";
import { type FeatureListQuery, listFeatures } from "../../src/index.js";
import { featureSource } from "../support/feature-source.js";
import { bug, feature, named, storeFeatures } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const asked = { now: () => NOW };

async function shop() {
  const store = await freshStore();
  const sections = [
    { id: 5, title: "Web", isDefault: false },
    { id: 6, title: "App", isDefault: false },
  ];
  await fill(store, {
    products: [product(1, { sections })],
    tests: [
      test(10, { features: [named(100, 71), named(101, 72)] }),
      test(11, { features: [named(110, 71)] }),
      test(12, { features: [named(120, 71)] }),
    ],
    states: [state(1)],
  });
  await storeFeatures(store, 1, [
    feature(71, { title: "basket", sectionIds: [5, 6], userStories: ["I fill it", "I empty it"] }),
    feature(72, { title: "Login", sectionIds: [6], description: "Sign in", howtofind: "Top right" }),
    feature(73, { title: "Account" }),
  ]);
  await store.write(async (tx) => {
    await tx.replaceBugs(
      { testIds: [10] },
      [bug(1, 10, { testFeatureId: 101 }), bug(2, 10, { testFeatureId: 101 })],
      NOW,
    );
    await tx.replaceBugs({ testIds: [11] }, [bug(3, 11, { testFeatureId: 110 }), bug(4, 11)], NOW);
    await tx.replaceBugs({ testIds: [12] }, [], NOW);
    await tx.tombstone("tests", [12], NOW);
  });
  return store;
}

describe("listFeatures", () => {
  it("counts the living tests that name a feature and the bugs reported on it", async () => {
    const store = await shop();
    const answer = await listFeatures(store, { product_id: 1 }, asked);
    expect(answer.product).toEqual({ id: 1, name: "Product 1", type: "website" });
    expect(answer.features).toEqual([
      { id: 73, title: "Account", section_ids: [], user_story_count: 0, test_count: 0, bug_count: 0 },
      { id: 71, title: "basket", section_ids: [5, 6], user_story_count: 2, test_count: 2, bug_count: 1 },
      { id: 72, title: "Login", section_ids: [6], user_story_count: 0, test_count: 1, bug_count: 2 },
    ]);
    expect(answer.pagination).toMatchObject({ total: 3, has_more: false });
    expect(answer.as_of).toBe(SYNCED.toISOString());
    expect(answer.coverage).toMatchObject({ complete: true, never_fetched: 0, stale: 0, failed: 0, notes: [] });
  });

  it("sorts and filters", async () => {
    const store = await shop();
    const cases: [Partial<FeatureListQuery>, number[]][] = [
      [{ sort_order: "desc" }, [72, 71, 73]],
      [{ sort_by: "test_count", sort_order: "desc" }, [71, 72, 73]],
      [{ sort_by: "bug_count", sort_order: "desc" }, [72, 71, 73]],
      [{ sort_by: "bug_count" }, [73, 71, 72]],
      [{ sort_by: "last_synced" }, [71, 72, 73]],
      [{ section_id: 6 }, [71, 72]],
      [{ section_id: 5 }, [71]],
      [{ has_user_stories: true }, [71]],
      [{ has_user_stories: false }, [73, 72]],
      [{ per_page: 1, page: 2 }, [71]],
    ];
    for (const [query, ids] of cases) {
      const answer = await listFeatures(store, { product_id: 1, ...query }, asked);
      expect([query, answer.features.map(({ id }) => id)]).toEqual([query, ids]);
    }
  });

  it("shows the texts when asked to", async () => {
    const { features, filters_applied } = await listFeatures(
      await shop(),
      { product_id: 1, detail: "full", section_id: 6, has_user_stories: false },
      asked,
    );
    expect(features).toEqual([
      expect.objectContaining({ id: 72, description: "Sign in", howtofind: "Top right", user_stories: [] }),
    ]);
    expect(filters_applied).toEqual({ section_id: 6, has_user_stories: false });
  });

  it("refuses a section the product does not have, with those it has", async () => {
    const store = await shop();
    const failure = listFeatures(store, { product_id: 1, section_id: 9 }, asked);
    await expect(failure).rejects.toMatchObject({ name: "InvalidQueryError", field: "section_id" });
    await expect(failure).rejects.toThrow("Product 1 has no section 9. Its sections: 6, 5.");
  });

  it("knows no counts where nothing was fetched", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    await storeFeatures(store, 1, [feature(71)]);
    const { features, coverage } = await listFeatures(store, { product_id: 1 }, asked);
    expect(features).toMatchObject([{ id: 71, test_count: null, bug_count: null }]);
    expect(coverage).toMatchObject({ complete: false, never_fetched: 1 });
    expect(coverage.notes.join(" ")).toContain("tests of this product were never fetched");
  });

  it("knows tests, and no bugs, where bugs were never fetched", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1)],
      tests: [test(10, { features: [named(100, 71)] })],
      states: [state(1)],
    });
    await storeFeatures(store, 1, [feature(71)]);
    const { features, coverage } = await listFeatures(store, { product_id: 1 }, asked);
    expect(features).toMatchObject([{ test_count: 1, bug_count: null }]);
    expect(coverage.complete).toBe(false);
    expect(coverage.notes.join(" ")).toContain("bugs never fetched for 1 test");
  });

  it("says what is gone", async () => {
    const store = await shop();
    await storeFeatures(store, 1, [feature(71)]);
    await store.write((tx) => tx.tombstone("products", [1], new Date("2026-06-10T09:00:00Z")));
    const { features, coverage } = await listFeatures(store, { product_id: 1 }, asked);
    expect(features.map(({ id }) => id)).toEqual([71]);
    expect(coverage.notes[0]).toBe("deleted upstream on 2026-06-10: this is how the product was last seen.");
  });

  it("knows no product that is not stored", async () => {
    await expect(listFeatures(await freshStore(), { product_id: 9 }, asked)).rejects.toThrow(/no product 9/);
  });
});

describe("listFeatures with refresh on read", () => {
  it("fetches features that never were, of a product that is not stored as well, and then no more", async () => {
    const store = await freshStore();
    const { simulator, freshness } = await featureSource(store);
    const [productId = 0] = simulator.truth.productIds();
    const first = await listFeatures(store, { product_id: productId }, { ...asked, freshness });
    expect(first.pagination.total).toBeGreaterThan(0);
    expect(first.as_of).toBe(NOW.toISOString());
    const [renamed, removed] = first.features.map(({ id }) => id);
    simulator.world.updateFeature(renamed ?? 0, { title: "Renamed" });
    simulator.world.deleteFeature(removed ?? 0);
    const again = await listFeatures(store, { product_id: productId }, { ...asked, freshness });
    expect(again.features).toEqual(first.features);

    const forced = await listFeatures(store, { product_id: productId, force_refresh: true }, { ...asked, freshness });
    expect(forced.pagination.total).toBe(first.pagination.total - 1);
    expect(forced.features.find(({ id }) => id === renamed)?.title).toBe("Renamed");
    expect(forced.features.find(({ id }) => id === removed)).toBeUndefined();
  });

  it("answers what is stored, with its age and the reason, when they cannot be fetched", async () => {
    const store = await shop();
    const { simulator, freshness } = await featureSource(store);
    simulator.faults.add({ match: () => true, fault: { kind: "status", status: 503 } });
    const query = { product_id: 1, force_refresh: true };
    for (const [source, reason] of [
      [freshness, "TestIO answered 503."],
      [{ unavailable: "No token is set." }, "No token is set."],
    ] as const) {
      const { features, coverage } = await listFeatures(store, query, { ...asked, freshness: source });
      expect(features).toHaveLength(3);
      expect(coverage).toMatchObject({ stale: 1, failed: 1 });
      expect(coverage.notes[0]).toBe(
        `The features are the stored ones, last fetched 1 hour ago; they could not be fetched again: ${reason}`,
      );
    }
  });

  it("says why there are none", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    const answer = await listFeatures(store, { product_id: 1 }, { ...asked, freshness: { unavailable: "No token." } });
    expect(answer).toMatchObject({ as_of: null, features: [], coverage: { never_fetched: 1, failed: 1 } });
    expect(answer.coverage.notes[0]).toBe(
      "The features of this product were never fetched: they could not be fetched: No token.",
    );
    const { freshness } = await featureSource(store);
    await expect(listFeatures(store, { product_id: 9 }, { ...asked, freshness })).rejects.toThrow(/no such product/);
  });

  it("waits only so long, and not at all once nobody wants the answer", async () => {
    const store = await shop();
    const { simulator, freshness } = await featureSource(store);
    simulator.faults.add({ match: () => true, fault: { kind: "hang" } });
    const query = { product_id: 1, force_refresh: true };
    const { coverage } = await listFeatures(store, query, { ...asked, freshness, waitMs: 20 });
    expect(coverage.notes[0]).toContain("TestIO did not answer within 0.02 seconds.");
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(listFeatures(store, query, { ...asked, freshness, signal })).rejects.toThrow("enough");
  });
});
