import type { FeatureRow, SectionWrite, Store } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { featuresKnown } from "../trust/features-known.js";
import { oldestOf } from "../trust/oldest.js";
import { type CountsKnown, countsKnown } from "../trust/product-counts.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import { refreshFeatures } from "../trust/refresh-features.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";

export interface FeatureDetails {
  id: number;
  title: string;
  product: { id: number; name: string | null };
  sections: { id: number; title: string | null }[];
  description: string | null;
  howtofind: string | null;
  user_stories: string[];
  /** Tests that name it; null = the tests of the product were never fetched. */
  test_count: number | null;
  /** Bugs reported on it; null = the bugs of the tests that name it were never fetched. */
  bug_count: number | null;
  synced_at: string;
  /** When the feature was found deleted at TestIO; null while it exists there. */
  deleted_at: string | null;
}

export interface FeatureSummary extends Trust {
  feature: FeatureDetails;
}

/**
 * One feature with all that is stored about it, deleted ones included. With `freshness` the features of its product, and the
 * bugs of the tests that name it, are fetched first where they are due.
 *
 * @throws NotFoundError when the feature is not stored.
 */
export async function getFeatureSummary(
  store: Store,
  featureId: number,
  options: RefreshOptions = {},
): Promise<FeatureSummary> {
  const stored = await store.getFeature(featureId);
  if (stored === null) throw new NotFoundError("feature", featureId);
  const { failure } = await refreshFeatures(stored.productId, options);
  const scope = { productIds: [stored.productId], featureIds: [featureId] };
  const counted = await refreshBugScope(store, scope, options);

  const feature = (await store.getFeature(featureId)) ?? stored;
  const product = await store.getProductSyncStatus(feature.productId, "FEATURES");
  const known = featuresKnown(product?.state ?? null, failure, options.now?.() ?? new Date());
  const knownCounts = await countsKnown(store, feature.productId);
  const sections = await store.listSections(feature.productId);
  const gone = feature.deletedAt === null ? deletedNotes("product", product?.deletedAt ?? null) : [];
  return {
    feature: {
      ...details(feature, sections),
      product: { id: feature.productId, name: product?.title ?? null },
      ...counts(feature, knownCounts, counted.coverage.never_fetched),
    },
    as_of: isoOrNull(oldestOf([feature.syncedAt, counted.as_of])),
    coverage: coverageOf({
      ...counted.coverage,
      complete: counted.coverage.complete && !known.neverFetched,
      failed: counted.coverage.failed + (known.stale ? 1 : 0),
      notes: [...deletedNotes("feature", feature.deletedAt), ...gone, ...known.notes, ...counted.coverage.notes],
    }),
  };
}

/** @param neverFetched How many of the tests that name it never had their bugs fetched. */
function counts({ testCount, bugCount }: FeatureRow, known: CountsKnown, neverFetched: number) {
  const bugsUnknown = !known.tests || (bugCount === 0 && testCount > 0 && neverFetched >= testCount);
  return { test_count: known.tests ? testCount : null, bug_count: bugsUnknown ? null : bugCount };
}

function details(feature: FeatureRow, sections: readonly SectionWrite[]) {
  const titles = new Map(sections.map(({ id, title }) => [id, title]));
  return {
    id: feature.id,
    title: feature.title,
    sections: feature.sectionIds.map((id) => ({ id, title: titles.get(id) ?? null })),
    description: feature.description,
    howtofind: feature.howtofind,
    user_stories: feature.userStories,
    synced_at: feature.syncedAt.toISOString(),
    deleted_at: isoOrNull(feature.deletedAt),
  };
}
