import type { SyncPhaseName, SyncState } from "@testio/store";
import { type FeatureList, toFeatureWrites } from "../mapping/feature.js";
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
  if (run.forceRefresh || !state?.succeededAt) return true;
  const age = run.now().getTime() - state.succeededAt.getTime();
  // A stamp from the future (the clock was set back) proves nothing.
  return age < 0 || age >= run.limits.featureCacheTtlMs;
}

async function refreshFeatures(run: Run, product: ProductInRun, state: SyncState | undefined): Promise<void> {
  const sections = product.sectionIds.length > 0 ? product.sectionIds : [null];
  const lists = await Promise.all(sections.map((sectionId) => fetchFeatures(run, product, sectionId)));
  const features = toFeatureWrites(product.id, lists);
  const now = run.now();
  await run.write(async (tx) => {
    await tx.replaceFeatures(product.id, features, now);
    await tx.putSyncState({
      ...(state ?? blankState(product.id, PHASE)),
      succeededAt: now,
      failedAt: null,
      failure: null,
    });
  });
  run.counts.featuresRefreshed += features.length;
}

async function fetchFeatures(run: Run, product: ProductInRun, sectionId: number | null): Promise<FeatureList> {
  const answer = await run.client.listFeatures(
    { productId: product.id, ...(sectionId === null ? {} : { sectionId }) },
    { signal: run.signal },
  );
  reportUnreadable(run, PHASE, product.id, `of the feature list of ${product.title}`, answer);
  return { sectionId, features: answer.items };
}
