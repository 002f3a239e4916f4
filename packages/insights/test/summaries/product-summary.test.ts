import { describe, expect, it } from "vitest";
import { getProductSummary } from "../../src/index.js";
import { bug, feature, storeFeatures } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const asked = { now: () => NOW };

describe("getProductSummary", () => {
  it("holds all that is known of a product", async () => {
    const store = await freshStore();
    await fill(store, {
      products: [product(1, { description: "A shop", sections: [{ id: 5, title: "Web", isDefault: false }] })],
      tests: [
        test(10, { status: "archived" }),
        test(11, { status: "archived", endAt: new Date("2026-04-01T00:00:00Z") }),
        test(12, { status: "running", endAt: new Date("2026-06-20T00:00:00Z") }),
      ],
      states: [state(1)],
    });
    await storeFeatures(store, 1, [feature(71), feature(72)]);
    await store.write((tx) => tx.replaceBugs({ productId: 1 }, [bug(1, 10), bug(2, 12)], NOW));
    expect(await getProductSummary(store, 1, asked)).toEqual({
      product: {
        id: 1,
        name: "Product 1",
        type: "website",
        description: "A shop",
        sections: [{ id: 5, title: "Web" }],
        test_count: 3,
        tests_by_status: [
          { status: "archived", count: 2 },
          { status: "running", count: 1 },
        ],
        tests_last_30_days: 1,
        tests_last_90_days: 2,
        last_test_end_at: "2026-06-20T00:00:00.000Z",
        feature_count: 2,
        bug_count: 2,
        tests_never_fetched_bugs: 0,
        synced_at: SYNCED.toISOString(),
        tests_synced_at: SYNCED.toISOString(),
        features_synced_at: SYNCED.toISOString(),
        deleted_at: null,
      },
      as_of: SYNCED.toISOString(),
      coverage: expect.objectContaining({ complete: true, never_fetched: 0, failed: 0, notes: [] }),
    });
  });

  it("takes nothing that was never fetched for none", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    const { product: shown, coverage } = await getProductSummary(store, 1, asked);
    expect(shown).toMatchObject({
      test_count: null,
      tests_by_status: null,
      tests_last_30_days: null,
      feature_count: null,
      bug_count: null,
      tests_never_fetched_bugs: null,
    });
    expect(coverage.complete).toBe(false);
    expect(coverage.notes).toEqual([
      "The tests of this product were never fetched: run sync_data.",
      "The features of this product were never fetched: run sync_data.",
    ]);
  });

  it("says how many tests the bugs are not known of, and what failed", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(10), test(11)], states: [state(1)] });
    await store.write(async (tx) => {
      await tx.replaceBugs({ testIds: [10] }, [bug(1, 10)], NOW);
      await tx.replaceFeatures(1, [], SYNCED);
      await tx.putSyncState(state(1, { phase: "FEATURES", failedAt: NOW, failure: "TestIO did not answer." }));
    });
    const { product: shown, coverage } = await getProductSummary(store, 1, asked);
    expect(shown).toMatchObject({ bug_count: 1, tests_never_fetched_bugs: 1, feature_count: 0 });
    expect(coverage).toMatchObject({ complete: false, never_fetched: 1, failed: 1 });
    expect(coverage.notes.at(-1)).toBe("The last sync of this product's features failed on 2026-06-15.");
  });

  it("shows a product that is gone, and says since when", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    await store.write((tx) => tx.tombstone("products", [1], new Date("2026-06-10T09:00:00Z")));
    const { product: shown, coverage } = await getProductSummary(store, 1, asked);
    expect(shown.deleted_at).toBe("2026-06-10T09:00:00.000Z");
    expect(coverage.notes[0]).toBe("deleted upstream on 2026-06-10: this is how the product was last seen.");
    await expect(getProductSummary(store, 9, asked)).rejects.toThrow(/no product 9.*list_products/);
  });
});
