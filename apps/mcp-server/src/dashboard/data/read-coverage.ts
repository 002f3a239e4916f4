import type { ListedProduct } from "@testio/insights";
import type { Store } from "@testio/store";
import type { ServerContext } from "../../context/server-context.js";

/** Of one product: what is stored, and what is not. */
export interface ProductCoverage extends ListedProduct {
  /** Null = bugs of none of its tests were ever fetched. */
  bug_count: number | null;
  /** Tests whose bugs were never fetched. */
  bugs_never_fetched: number;
  /** Tests that can still change and were read longer ago than `CACHE_TTL_SECONDS`. */
  stale_tests: number;
  problem_positions: number;
  /** The latest failure of its sync, in words; null when it succeeded since. */
  failure: string | null;
}

export interface CoveragePage {
  products: ProductCoverage[];
  page: number;
  has_more: boolean;
  total: number;
  notes: string[];
}

const PRODUCTS_PER_PAGE = 25;

/** @throws InvalidQueryError when the page is none. */
export async function readCoverage(context: ServerContext, page: number): Promise<CoveragePage> {
  const { listProducts } = await import("@testio/insights");
  const { settings, now } = context;
  const store = await context.store();
  const query = { page, per_page: PRODUCTS_PER_PAGE, product_ids: settings.productIds ?? undefined };
  const { products, pagination, coverage } = await listProducts(store, query, { now });
  const staleBefore = new Date(now().getTime() - 1000 * settings.cacheTtlSeconds);
  const summaries = new Map((await store.productSyncSummaries({ staleBefore })).map((all) => [all.productId, all]));
  const covered = products.map(async (product) => {
    const summary = summaries.get(product.id);
    const neverFetched = summary?.testsNeverFetchedBugs ?? 0;
    return {
      ...product,
      bug_count: await bugCount(store, product),
      bugs_never_fetched: neverFetched,
      stale_tests: summary?.staleTests ?? 0,
      problem_positions: summary?.problemPositions ?? 0,
      failure: summary?.state?.failedAt ? summary.state.failure : null,
    };
  });
  return {
    products: await Promise.all(covered),
    page: pagination.page,
    has_more: pagination.has_more,
    total: pagination.total,
    notes: coverage.notes,
  };
}

/** A product without a test has no bugs either, once that is known. */
async function bugCount(store: Store, { id, test_count }: ListedProduct): Promise<number | null> {
  if (test_count === 0) return 0;
  return (await store.bugsEverFetched(id)) ? (await store.productFigures(id)).bugCount : null;
}
