import type { Store } from "@testio/store";

/**
 * Forgets all problem positions, with the tests mapped to them; returns how many there were. What is forgotten would be
 * missed without a word by syncs that stop at known tests: so the lists concerned are marked to be read to their ends again.
 */
export async function clearPositions(store: Store): Promise<number> {
  const positions = await store.listProblemPositions();
  if (positions.length === 0) return 0;
  const productIds = [...new Set(positions.map(({ productId }) => productId))];
  await store.write(async (tx) => {
    await tx.deleteProblemPositions(positions.map(({ id }) => id));
    for (const productId of productIds) {
      const state = await store.getSyncState(productId, "NEW_TESTS");
      if (state !== null) await tx.putSyncState({ ...state, fullPassAt: null });
    }
  });
  return positions.length;
}
