import type { ProductSyncStatus, Store } from "@testio/store";
import type { Coverage } from "./coverage.js";
import { oldestOf } from "./oldest.js";
import { openPositions } from "./problem-positions.js";
import { testListsCoverage } from "./test-lists.js";

/** How far the test lists of some products can be trusted. */
export interface TestListsTrust {
  /** When the one that was synced longest ago was; null = none ever was. */
  asOf: Date | null;
  coverage: Coverage;
}

/** `since`: the answer is about tests that end then or later; null = about all. */
export async function readTestListsTrust(
  store: Store,
  products: readonly ProductSyncStatus[],
  since: Date | null,
): Promise<TestListsTrust> {
  const ids = new Set(products.map(({ id }) => id));
  const positions = products.some(({ problemPositions }) => problemPositions > 0)
    ? (await store.listProblemPositions()).filter(({ productId }) => ids.has(productId))
    : [];
  return {
    asOf: oldestOf(products.map(({ state }) => state?.succeededAt ?? null)),
    coverage: testListsCoverage(products, await openPositions(store, positions), since),
  };
}
