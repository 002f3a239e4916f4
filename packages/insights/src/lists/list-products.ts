import {
  LAST_SYNC_COMPLETED_KEY,
  type ProductRow,
  type ProductSort,
  type SortOrder,
  type Store,
  type SyncOutcome,
} from "@testio/store";
import type { InsightOptions } from "../clock.js";
import { day, isoOrNull } from "../format/dates.js";
import { shorten } from "../format/text.js";
import type { Trust } from "../trust/coverage.js";
import { oldestOf } from "../trust/oldest.js";
import { openPositions } from "../trust/problem-positions.js";
import { productListCoverage } from "../trust/product-list.js";
import { testsEverFetched } from "../trust/test-list.js";
import { filterOf } from "./filter.js";
import { type ListDetail, type PageQuery, type Pagination, pageWindow, pagination } from "./pagination.js";

const LISTED_DESCRIPTION_LENGTH = 200;

/** Which products, in which order. */
export interface ProductListQuery extends PageQuery {
  /** Only products whose title holds this text. */
  search?: string | undefined;
  /** Only products of one of these types. Absent or empty = all. */
  product_type?: string | readonly string[] | undefined;
  /** Only these products. Absent = all. */
  product_ids?: readonly number[] | undefined;
  /** Default `title`. */
  sort_by?: ProductSort | undefined;
  /** Default `asc`. */
  sort_order?: SortOrder | undefined;
  /** `full` shows whole descriptions. Default `lean`. */
  detail?: ListDetail | undefined;
}

export interface ListedProduct {
  id: number;
  name: string;
  type: string | null;
  /** Cut after 200 characters unless `detail` is `full`. */
  description: string | null;
  /** In any status. Null = the tests of this product were never fetched, which is not the same as none. */
  test_count: number | null;
  /** Null = the features of this product were never fetched. */
  feature_count: number | null;
  /** Tests that were run and ended in the last 30 days, as metrics count them; null = never fetched. */
  tests_last_30_days: number | null;
  tests_last_90_days: number | null;
  last_test_end_at: string | null;
  /** When the tests of this product were last synced; null = never. */
  tests_synced_at: string | null;
}

export interface ProductList extends Trust {
  filters_applied: { search: string | null; product_type: string[] | null; product_ids: number[] | null };
  pagination: Pagination;
  products: ListedProduct[];
}

/**
 * One page of the products, with counts over their living tests and features.
 *
 * @throws InvalidQueryError when the page or its size is out of range.
 */
export async function listProducts(
  store: Store,
  query: ProductListQuery,
  { now }: InsightOptions,
): Promise<ProductList> {
  const window = pageWindow(query);
  const search = query.search?.trim() || null;
  const types = filterOf(query.product_type);
  const ids = query.product_ids === undefined ? null : [...new Set(query.product_ids)];

  const { rows, total } = await store.listProducts({
    ...(search === null ? {} : { search }),
    ...(types === null ? {} : { types }),
    ...(ids === null ? {} : { ids }),
    sort: query.sort_by ?? "title",
    order: query.sort_order ?? "asc",
    limit: window.limit,
    offset: window.offset,
    now: now(),
  });
  const testStates = new Map((await store.listSyncOutcomes("NEW_TESTS")).map((state) => [state.productId, state]));
  const featureFailures = await store.listSyncOutcomes("FEATURES", { failed: true });
  const problems = await openPositions(store, await store.listProblemPositions());
  // The answer is as old as the product in it that was read longest ago.
  const asOf = oldestOf(rows.map(({ syncedAt }) => syncedAt)) ?? (await lastCompletedSync(store));
  const coverage = productListCoverage({
    rows,
    testStates,
    featureFailures: new Set(featureFailures.map(({ productId }) => productId)),
    problems,
    everSynced: asOf !== null || testStates.size > 0,
  });
  const deleted = await deletedAmong(store, ids ?? []);

  return {
    filters_applied: { search, product_type: types, product_ids: ids },
    pagination: pagination(window, rows.length, total),
    products: rows.map((row) => listedProduct(row, testStates.get(row.id) ?? null, query.detail ?? "lean")),
    as_of: isoOrNull(asOf),
    coverage: { ...coverage, notes: [...deleted, ...coverage.notes] },
  };
}

/** Products asked for by id that the list leaves out because they are gone at TestIO. */
async function deletedAmong(store: Store, ids: readonly number[]): Promise<string[]> {
  const products = await Promise.all(ids.map((id) => store.getProduct(id)));
  return products.flatMap((product) =>
    product?.deletedAt ? [`Product ${product.id} is left out: deleted upstream on ${day(product.deletedAt)}.`] : [],
  );
}

async function lastCompletedSync(store: Store): Promise<Date | null> {
  const completed = await store.getMetadata(LAST_SYNC_COMPLETED_KEY);
  return completed === null ? null : new Date(completed);
}

function listedProduct(row: ProductRow, testState: SyncOutcome | null, detail: ListDetail): ListedProduct {
  const testsKnown = testsEverFetched(testState) || row.testCount > 0;
  const featuresKnown = row.featuresSyncedAt !== null || row.featureCount > 0;
  return {
    id: row.id,
    name: row.title,
    type: row.type,
    description: detail === "full" ? row.description : shorten(row.description, LISTED_DESCRIPTION_LENGTH),
    test_count: testsKnown ? row.testCount : null,
    feature_count: featuresKnown ? row.featureCount : null,
    tests_last_30_days: testsKnown ? row.testsLast30Days : null,
    tests_last_90_days: testsKnown ? row.testsLast90Days : null,
    last_test_end_at: isoOrNull(row.lastTestEndAt),
    tests_synced_at: isoOrNull(testState?.succeededAt ?? null),
  };
}
