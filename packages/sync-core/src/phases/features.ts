import type { SyncPhaseName, SyncState } from "@testio/store";
import { fetchFeatures } from "../freshness/fetch-features.js";
import { toProductWrite } from "../mapping/product.js";
import { blankState } from "../run/blank-state.js";
import { type ProductInRun, type Run, reportUnreadable } from "../run/run.js";
import { forEachProduct } from "./each-product.js";

const PHASE: SyncPhaseName = "FEATURES";

/** Refreshes the feature lists that were never read or are older than the time to live. */
export async function syncFeatures(run: Run, products: readonly ProductInRun[]): Promise<void> {
  const states = new Map((await run.store.listSyncStates(PHASE)).map((state) => [state.productId, state]));
  const due = products.filter(({ id }) => isDue(run, states.get(id)));
  await forEachProduct(run, PHASE, due, (product) => refreshFeatures(run, product, states.get(product.id)));
}

function isDue(run: Run, state: SyncState | undefined): boolean {
  if (run.mode === "force" || !state?.succeededAt) return true;
  const age = run.now().getTime() - state.succeededAt.getTime();
  // A stamp from the future (the clock was set back) proves nothing.
  return age < 0 || age >= run.limits.featureCacheTtlMs;
}

async function refreshFeatures(run: Run, { id, title, sectionIds }: ProductInRun, state: SyncState | undefined) {
  const sentAt = run.now();
  const { features, unreadable, product } = await fetchFeatures({
    client: run.client,
    signal: run.signal,
    productId: id,
    sectionIds,
  });
  reportUnreadable(run, PHASE, id, `of the feature list of ${title}`, { unreadable });
  await run.write(async (tx) => {
    if (product !== null) await tx.upsertProducts([toProductWrite(product)], sentAt);
    await tx.replaceFeatures(id, features, sentAt);
    await tx.putSyncState({ ...(state ?? blankState(id, PHASE)), succeededAt: sentAt, failedAt: null, failure: null });
  });
  run.counts.featuresRefreshed += features.length;
}
