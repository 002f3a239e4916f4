import { LAST_SYNC_COMPLETED_KEY, type ProblemPosition, type ProductIdentity, type Store } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { type MappedPosition, withMissingTests } from "../trust/problem-positions.js";
import { testListCoverage } from "../trust/test-list.js";
import { nextStepFor } from "./problem-next-step.js";

const SHOWN_POSITIONS = 50;

export interface ProblematicTestsQuery {
  /** Absent = of all products. */
  product_id?: number | undefined;
}

/** A place in a product's test list whose record TestIO could not answer. Which test stands there is not known. */
export interface ProblematicTest {
  /** What `testio-mcp problematic map-tests` calls it. */
  event_id: number;
  product_id: number;
  product_title: string | null;
  /** Place in the list when it was last tried, from 1. */
  position: number;
  /** Runs that tried it. */
  attempts: number;
  /** Mode of the run that tried it last. */
  mode: string;
  first_seen_at: string;
  last_seen_at: string;
  /** The nearest readable test above it, which ends later; null at the top of the list. */
  boundary_before_id: number | null;
  boundary_before_end_at: string | null;
  /** The nearest readable test below it; null at the end of the list. */
  boundary_after_id: number | null;
  boundary_after_end_at: string | null;
  /** Tests that somebody said it holds; each sync asks for them by their ids. */
  mapped_test_ids: number[];
  /** What to do about it. */
  next_step: string;
}

export interface ProblematicTests extends Trust {
  /** Positions that match, of which at most 50 are shown. */
  total: number;
  tests: ProblematicTest[];
}

/**
 * The places in test lists that TestIO could not answer so far, and what to do about each.
 *
 * @throws NotFoundError when the product asked about is not stored.
 */
export async function getProblematicTests(store: Store, query: ProblematicTestsQuery): Promise<ProblematicTests> {
  const trust =
    query.product_id === undefined ? await trustInAll(store) : await trustInProduct(store, query.product_id);
  const positions = await store.listProblemPositions(query.product_id);
  const shown = await withMissingTests(store, positions.slice(0, SHOWN_POSITIONS));
  const products = await productsOf(store, shown);
  const notes = [...trust.coverage.notes];
  if (positions.length > SHOWN_POSITIONS) {
    notes.unshift(`The first ${SHOWN_POSITIONS} of ${positions.length} are shown; product_id narrows the list.`);
  }
  return {
    total: positions.length,
    tests: shown.map((entry) => problematicTest(entry, products.get(entry.position.productId) ?? null)),
    as_of: trust.as_of,
    coverage: { ...trust.coverage, notes },
  };
}

async function trustInProduct(store: Store, productId: number): Promise<Trust> {
  const product = await store.getProductSyncStatus(productId, "NEW_TESTS");
  if (product === null) throw new NotFoundError("product", productId);
  return { as_of: isoOrNull(product.state?.succeededAt ?? null), coverage: testListCoverage(product.state, []) };
}

async function trustInAll(store: Store): Promise<Trust> {
  const summaries = await store.productSyncSummaries();
  const unread = summaries.filter(({ state }) => !testListCoverage(state, []).complete).length;
  const coverage = coverageOf({ complete: unread === 0 && summaries.length > 0, notes: [] });
  if (summaries.length === 0) coverage.notes.push("Products were never fetched: run sync_data.");
  if (unread > 0) {
    coverage.notes.push(
      "Test lists that were not read to their end may hold more; list_products says which those are.",
    );
  }
  return { as_of: await store.getMetadata(LAST_SYNC_COMPLETED_KEY), coverage };
}

async function productsOf(
  store: Store,
  shown: readonly MappedPosition[],
): Promise<Map<number, ProductIdentity | null>> {
  const ids = [...new Set(shown.map(({ position }) => position.productId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await store.getProduct(id)] as const)));
}

function problematicTest(entry: MappedPosition, product: ProductIdentity | null): ProblematicTest {
  const position: ProblemPosition = entry.position;
  return {
    event_id: position.id,
    product_id: position.productId,
    product_title: product?.title ?? null,
    position: position.position,
    attempts: position.attempts,
    mode: position.mode,
    first_seen_at: position.firstSeenAt.toISOString(),
    last_seen_at: position.lastSeenAt.toISOString(),
    boundary_before_id: position.beforeId,
    boundary_before_end_at: isoOrNull(position.beforeEndAt),
    boundary_after_id: position.afterId,
    boundary_after_end_at: isoOrNull(position.afterEndAt),
    mapped_test_ids: position.mappedTestIds,
    next_step: nextStepFor(entry, product),
  };
}
