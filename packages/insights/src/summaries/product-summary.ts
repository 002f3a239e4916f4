import type { Store } from "@testio/store";
import type { Clock } from "../clock.js";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { featuresKnown } from "../trust/features-known.js";
import { oldestOf } from "../trust/oldest.js";
import { countsKnown } from "../trust/product-counts.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";

export interface ProductDetails {
  id: number;
  name: string;
  type: string | null;
  description: string | null;
  sections: { id: number; title: string }[];
  /** In any status. Null = the tests of this product were never fetched, which is not the same as none. */
  test_count: number | null;
  /** The most frequent status first; null = never fetched. */
  tests_by_status: { status: string; count: number }[] | null;
  /** Tests that were run and ended in the last 30 days, as metrics count them. */
  tests_last_30_days: number | null;
  tests_last_90_days: number | null;
  last_test_end_at: string | null;
  /** Null = the features were never fetched. */
  feature_count: number | null;
  /** Bugs of its living tests in any status, as far as they were fetched; null = none ever were. */
  bug_count: number | null;
  /** Tests that are not in `bug_count`; null = the tests were never fetched. */
  tests_never_fetched_bugs: number | null;
  synced_at: string;
  tests_synced_at: string | null;
  features_synced_at: string | null;
  /** When the product was found deleted at TestIO; null while it exists there. */
  deleted_at: string | null;
}

export interface ProductSummary extends Trust {
  product: ProductDetails;
}

/**
 * One product with counts of what is stored of it, deleted ones included. It fetches nothing.
 *
 * @throws NotFoundError when the product is not stored.
 */
export async function getProductSummary(
  store: Store,
  productId: number,
  options: Pick<RefreshOptions, "now" | "staleAfterSeconds"> = {},
): Promise<ProductSummary> {
  const now: Clock = options.now ?? (() => new Date());
  const page = await store.listProducts({ ids: [productId], includeDeleted: true, limit: 1, offset: 0, now: now() });
  const [row] = page.rows;
  if (row === undefined) throw new NotFoundError("product", productId);
  const known = await countsKnown(store, productId);
  const figures = await store.productFigures(productId);
  const sections = await store.listSections(productId);
  const testState = await store.getSyncState(productId, "NEW_TESTS");
  const features = featuresKnown(await store.getSyncState(productId, "FEATURES"), null, now());
  const { as_of, coverage } = await refreshBugScope(
    store,
    { productIds: [productId] },
    { ...options, now, freshness: undefined },
  );
  const counted = <T>(value: T): T | null => (known.tests ? value : null);
  return {
    product: {
      id: row.id,
      name: row.title,
      type: row.type,
      description: row.description,
      sections: sections.map(({ id, title }) => ({ id, title })),
      test_count: counted(row.testCount),
      tests_by_status: counted(figures.testsByStatus),
      tests_last_30_days: counted(row.testsLast30Days),
      tests_last_90_days: counted(row.testsLast90Days),
      last_test_end_at: isoOrNull(row.lastTestEndAt),
      feature_count: features.neverFetched && row.featureCount === 0 ? null : row.featureCount,
      bug_count: known.bugs ? figures.bugCount : null,
      tests_never_fetched_bugs: counted(figures.testsNeverFetchedBugs),
      synced_at: row.syncedAt.toISOString(),
      tests_synced_at: isoOrNull(testState?.succeededAt ?? null),
      features_synced_at: isoOrNull(features.asOf),
      deleted_at: isoOrNull(row.deletedAt),
    },
    as_of: isoOrNull(oldestOf([row.syncedAt, features.asOf, as_of])),
    coverage: coverageOf({
      ...coverage,
      complete: coverage.complete && !features.neverFetched,
      failed: coverage.failed + (features.failed ? 1 : 0),
      notes: [...deletedNotes("product", row.deletedAt), ...coverage.notes, ...features.notes],
    }),
  };
}
