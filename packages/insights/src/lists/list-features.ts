import type { FeatureRow, FeatureSort, SortOrder, Store } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { enumerate } from "../format/text.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { featuresKnown } from "../trust/features-known.js";
import { oldestOf } from "../trust/oldest.js";
import { type CountsKnown, countsKnown } from "../trust/product-counts.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import { refreshFeatures } from "../trust/refresh-features.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import { type ListDetail, type PageQuery, type Pagination, pageWindow, pagination } from "./pagination.js";

/** Which features of one product, in which order. */
export interface FeatureListQuery extends PageQuery {
  product_id: number;
  /** Only features of this section. */
  section_id?: number | undefined;
  /** `true`: only features with user stories; `false`: only those without. */
  has_user_stories?: boolean | undefined;
  /** Fetch them from TestIO first, however fresh they are. Default false: when they are due. */
  force_refresh?: boolean | undefined;
  /** Default `title`. */
  sort_by?: FeatureSort | undefined;
  /** Default `asc`. */
  sort_order?: SortOrder | undefined;
  /** `full` adds to each row what {@link ListedFeatureTexts} says. Default `lean`. */
  detail?: ListDetail | undefined;
}

/** What a row holds with `detail: "full"`. */
export interface ListedFeatureTexts {
  description: string | null;
  howtofind: string | null;
  user_stories: string[];
}

export interface ListedFeature extends Partial<ListedFeatureTexts> {
  id: number;
  title: string;
  /** Empty for products without sections. */
  section_ids: number[];
  user_story_count: number;
  /** Tests that name it; null = the tests of the product were never fetched. */
  test_count: number | null;
  /** Bugs reported on it; null = no bugs of the product were ever fetched. */
  bug_count: number | null;
}

export interface FeatureList extends Trust {
  product: { id: number; name: string; type: string | null };
  filters_applied: { section_id: number | null; has_user_stories: boolean | null };
  pagination: Pagination;
  features: ListedFeature[];
}

const UNKNOWN_AT_TESTIO = "TestIO says that there is no such product, or that this token may not see it.";

/**
 * One page of a product's features, by title unless asked otherwise. With `freshness` they are fetched first if they are
 * due. Features deleted upstream are left out.
 *
 * @throws NotFoundError when the product is not stored (and could not be fetched).
 * @throws InvalidQueryError when the section is none of the product's, or the page or its size is out of range.
 */
export async function listFeatures(
  store: Store,
  query: FeatureListQuery,
  options: RefreshOptions = {},
): Promise<FeatureList> {
  const window = pageWindow(query);
  const { product_id: productId, section_id: sectionId, has_user_stories: hasUserStories } = query;
  const { failure, missing } = await refreshFeatures(productId, options, query.force_refresh);
  const product = await store.getProductSyncStatus(productId, "FEATURES");
  if (product === null) throw new NotFoundError("product", productId, missing ? UNKNOWN_AT_TESTIO : failure);
  if (sectionId !== undefined) await refuseUnknownSection(store, productId, sectionId);

  const { rows, total } = await store.listFeatures({
    productId,
    ...(sectionId === undefined ? {} : { sectionId }),
    ...(hasUserStories === undefined ? {} : { hasUserStories }),
    sort: query.sort_by ?? "title",
    order: query.sort_order ?? "asc",
    limit: window.limit,
    offset: window.offset,
  });
  const known = featuresKnown(product.state, failure, options.now?.() ?? new Date());
  // The counts are over what is stored: of a whole product's bugs too much may be due to wait for here.
  const counted = await refreshBugScope(store, { productIds: [productId] }, { ...options, freshness: undefined });
  const knownCounts = await countsKnown(store, productId);
  return {
    product: { id: product.id, name: product.title, type: product.type },
    filters_applied: { section_id: sectionId ?? null, has_user_stories: hasUserStories ?? null },
    pagination: pagination(window, rows.length, total),
    features: rows.map((row) => listedFeature(row, knownCounts, query.detail ?? "lean")),
    as_of: isoOrNull(oldestOf([known.asOf, counted.as_of])),
    coverage: coverageOf({
      ...counted.coverage,
      complete: counted.coverage.complete && !known.neverFetched,
      never_fetched: known.neverFetched || !knownCounts.tests ? 1 : 0,
      stale: known.stale || counted.coverage.stale > 0 ? 1 : 0,
      failed: known.failed || counted.coverage.failed > 0 ? 1 : 0,
      notes: [...deletedNotes("product", product.deletedAt), ...known.notes, ...counted.coverage.notes],
    }),
  };
}

async function refuseUnknownSection(store: Store, productId: number, sectionId: number): Promise<void> {
  const ids = (await store.listSections(productId)).map(({ id }) => id);
  if (ids.includes(sectionId)) return;
  const choices = ids.length === 0 ? "It has no sections." : `Its sections: ${enumerate(ids)}.`;
  throw new InvalidQueryError("section_id", `Product ${productId} has no section ${sectionId}. ${choices}`);
}

function listedFeature(row: FeatureRow, known: CountsKnown, detail: ListDetail): ListedFeature {
  return {
    id: row.id,
    title: row.title,
    section_ids: row.sectionIds,
    user_story_count: row.userStories.length,
    test_count: known.tests ? row.testCount : null,
    bug_count: known.bugs ? row.bugCount : null,
    ...(detail === "lean"
      ? {}
      : { description: row.description, howtofind: row.howtofind, user_stories: row.userStories }),
  };
}
