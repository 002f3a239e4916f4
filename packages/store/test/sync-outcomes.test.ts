import { describe, expect, it } from "vitest";
import { later, problemPosition, product, syncState, T0 } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

describe("the outcomes of syncs", () => {
  it("come with who the product is, and what of it cannot be read", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1), product(2)], T0);
      await tx.tombstone("products", [2], later(1));
      await tx.putSyncState(syncState(1));
      await tx.addProblemPosition(problemPosition);
    });
    const first = { id: 1, title: "Product 1", type: "website", deletedAt: null, problemPositions: 1 };
    const {
      resumePage,
      resumePageSize,
      resumeSince,
      resumeFromPass,
      resumeToPass,
      fullPassAt,
      fullPassSince,
      ...outcome
    } = syncState(1);
    expect(await store.getProductSyncStatus(1, "NEW_TESTS")).toEqual({ ...first, state: outcome });
    expect(await store.getProductSyncStatus(1, "BUGS")).toEqual({ ...first, state: null });
    expect(await store.getProductSyncStatus(2, "BUGS")).toMatchObject({ deletedAt: later(1), problemPositions: 0 });
    expect(await store.getProductSyncStatus(3, "NEW_TESTS")).toBeNull();
  });

  it("say how they ended, of all products or of those that failed", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1), product(2)], T0);
      await tx.putSyncState(syncState(2, { failedAt: later(1), failure: "no answer", succeededAt: null }));
      await tx.putSyncState(syncState(1));
      await tx.putSyncState(syncState(1, { phase: "FEATURES", failedAt: later(2) }));
    });
    const outcomes = await store.listSyncOutcomes("NEW_TESTS");
    expect(outcomes.map(({ productId }) => productId)).toEqual([1, 2]);
    expect(await store.listSyncOutcomes("NEW_TESTS", { failed: true })).toEqual([
      {
        productId: 2,
        phase: "NEW_TESTS",
        lastPass: 1,
        completedPass: 1,
        completeSince: null,
        succeededAt: null,
        failedAt: later(1),
        failure: "no answer",
      },
    ]);
    expect(await store.listSyncOutcomes("BUGS")).toEqual([]);
  });
});
