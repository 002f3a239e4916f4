import type { SortOrder, Store, TestRow, TestSort } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { shorten } from "../format/text.js";
import type { Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { openPositions } from "../trust/problem-positions.js";
import { staleRowNotes } from "../trust/staleness.js";
import { testListCoverage } from "../trust/test-list.js";
import { filterOf } from "./filter.js";
import { type PageQuery, type Pagination, pageWindow, pagination } from "./pagination.js";

const LISTED_GOAL_LENGTH = 300;

/** Which tests of one product, in which order. */
export interface TestListQuery extends PageQuery {
  product_id: number;
  /** Only tests in one of these statuses. Absent or empty = all. */
  statuses?: string | readonly string[] | undefined;
  /** Only tests of one of these types. Absent or empty = all. */
  testing_type?: string | readonly string[] | undefined;
  /** Default `end_at`. */
  sort_by?: TestSort | undefined;
  /** Default `desc`. */
  sort_order?: SortOrder | undefined;
}

/** A test environment, without the credentials that TestIO keeps with it. */
export interface TestEnvironment {
  id: number | null;
  title: string | null;
  url: string | null;
}

export interface ListedTest {
  test_id: number;
  title: string;
  /** Cut after 300 characters; `get_test_status` has all of it. */
  goal: string | null;
  status: string;
  review_status: string | null;
  testing_type: string | null;
  duration: string | null;
  starts_at: string | null;
  ends_at: string | null;
  test_environment: TestEnvironment | null;
}

export interface TestList extends Trust {
  product: { id: number; name: string; type: string | null };
  /** The statuses asked for; null = all. */
  statuses_filter: string[] | null;
  /** The testing types asked for; null = all. */
  testing_type_filter: string[] | null;
  pagination: Pagination;
  tests: ListedTest[];
}

/**
 * One page of a product's tests, newest end first unless asked otherwise. Tests deleted upstream are left out.
 *
 * @throws NotFoundError when the product is not stored.
 * @throws InvalidQueryError when the page or its size is out of range.
 */
export async function listTests(store: Store, query: TestListQuery): Promise<TestList> {
  const window = pageWindow(query);
  const statuses = filterOf(query.statuses);
  const testingTypes = filterOf(query.testing_type);

  const product = await store.getProductSyncStatus(query.product_id, "NEW_TESTS");
  if (product === null) throw new NotFoundError("product", query.product_id);
  const { rows, total } = await store.listTests({
    productId: query.product_id,
    ...(statuses === null ? {} : { statuses }),
    ...(testingTypes === null ? {} : { testingTypes }),
    sort: query.sort_by ?? "end_at",
    order: query.sort_order ?? "desc",
    limit: window.limit,
    offset: window.offset,
  });
  const { state } = product;
  const positions = product.problemPositions === 0 ? [] : await store.listProblemPositions(query.product_id);

  const asOf = state?.succeededAt ?? null;
  const coverage = testListCoverage(state, await openPositions(store, positions));
  return {
    product: { id: product.id, name: product.title, type: product.type },
    statuses_filter: statuses,
    testing_type_filter: testingTypes,
    pagination: pagination(window, rows.length, total),
    tests: rows.map(listedTest),
    as_of: isoOrNull(asOf),
    coverage: {
      ...coverage,
      notes: [...deletedNotes("product", product.deletedAt), ...coverage.notes, ...staleRowNotes(rows, asOf)],
    },
  };
}

function listedTest(row: TestRow): ListedTest {
  return {
    test_id: row.id,
    title: row.title,
    goal: shorten(row.goal, LISTED_GOAL_LENGTH),
    status: row.status,
    review_status: row.reviewStatus,
    testing_type: row.testingType,
    duration: row.duration,
    starts_at: isoOrNull(row.startAt),
    ends_at: isoOrNull(row.endAt),
    test_environment: row.environment,
  };
}
