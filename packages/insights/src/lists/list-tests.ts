import type { ProductSyncStatus, SortOrder, Store, TestRow, TestSort } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { shorten } from "../format/text.js";
import { type Period, type PeriodQuery, resolvePeriod } from "../period/resolve-period.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { readTestListsTrust } from "../trust/read-test-lists.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import { staleRows } from "../trust/staleness.js";
import { filterOf, idsOf } from "./filter.js";
import { type ListDetail, type PageQuery, type Pagination, pageWindow, pagination } from "./pagination.js";
import { refuseUnknown, testStatusesOf } from "./usual-values.js";

const LISTED_GOAL_LENGTH = 300;

/** Which tests, in which order. The period is that of `end_at`. */
export interface TestListQuery extends PageQuery, PeriodQuery {
  /** One or several; absent = all products. */
  product_id?: number | readonly number[] | undefined;
  /** Only tests in one of these statuses. Absent, empty or `all` = all. */
  statuses?: string | readonly string[] | undefined;
  /** Only tests of one of these types. Absent or empty = all. */
  testing_type?: string | readonly string[] | undefined;
  /** Default `end_at`. Statuses sort by life cycle: `desc` begins with running. */
  sort_by?: TestSort | undefined;
  /** Default `desc`. */
  sort_order?: SortOrder | undefined;
  /** `full` adds to each row what {@link ListedTestDetails} says. Default `lean`. */
  detail?: ListDetail | undefined;
}

/** A test environment, without the credentials that TestIO keeps with it. */
export interface TestEnvironment {
  id: number | null;
  title: string | null;
  url: string | null;
}

/** What a row holds with `detail: "full"`. */
export interface ListedTestDetails {
  /** Cut after 300 characters; `get_test_status` has all of it. */
  goal: string | null;
  duration: string | null;
  test_environment: TestEnvironment | null;
  /** Null = never: nothing is known about its bugs. */
  bugs_synced_at: string | null;
}

export interface ListedTest extends Partial<ListedTestDetails> {
  test_id: number;
  product_id: number;
  title: string;
  status: string;
  review_status: string | null;
  testing_type: string | null;
  starts_at: string | null;
  ends_at: string | null;
}

export interface TestList extends Trust {
  /** Those asked for; where all were, those of the tests shown. */
  products: { id: number; name: string; type: string | null }[];
  /** The statuses asked for; null = all. */
  statuses_filter: string[] | null;
  /** The testing types asked for; null = all. */
  testing_type_filter: string[] | null;
  /** First and last day of `end_at`, where asked for. */
  start_date: string | null;
  end_date: string | null;
  pagination: Pagination;
  tests: ListedTest[];
}

/**
 * One page of the tests of a product, of some or of all, newest end first unless asked otherwise. Tests deleted upstream are
 * left out.
 *
 * @throws NotFoundError when a product asked for is not stored.
 * @throws InvalidQueryError when a status or type does not exist, a date cannot be understood, or the page or its size is out of range.
 */
export async function listTests(
  store: Store,
  query: TestListQuery,
  options: Pick<RefreshOptions, "now"> = {},
): Promise<TestList> {
  const window = pageWindow(query);
  const period = resolvePeriod(query, options.now?.() ?? new Date());
  const ids = idsOf("product_id", typeof query.product_id === "number" ? [query.product_id] : query.product_id);
  const statuses = await testStatusesOf(store, "statuses", filterOf(query.statuses));
  const testingTypes = filterOf(query.testing_type);

  await refuseUnknown(store, "testing_type", "testing_type", testingTypes ?? []);

  const products = await readProducts(store, ids);
  const { rows, total } = await store.listTests({
    ...(ids === null ? {} : { productIds: ids }),
    ...(statuses === null ? {} : { statuses }),
    ...(testingTypes === null ? {} : { testingTypes }),
    ...(period.from === null ? {} : { endFrom: period.from }),
    ...(period.before === null ? {} : { endBefore: period.before }),
    sort: query.sort_by ?? "end_at",
    order: query.sort_order ?? "desc",
    limit: window.limit,
    offset: window.offset,
  });
  const shown = new Set(rows.map(({ productId }) => productId));
  return {
    products: products
      .filter(({ id }) => ids !== null || shown.has(id))
      .map(({ id, title, type }) => ({ id, name: title, type })),
    statuses_filter: statuses,
    testing_type_filter: testingTypes,
    start_date: period.start,
    end_date: period.end,
    pagination: pagination(window, rows.length, total),
    tests: rows.map((row) => listedTest(row, query.detail ?? "lean")),
    ...(await trustIn(store, products, rows, period)),
  };
}

async function readProducts(store: Store, ids: readonly number[] | null): Promise<ProductSyncStatus[]> {
  if (ids === null) return store.productSyncStatuses("NEW_TESTS");
  const products = await store.productSyncStatuses("NEW_TESTS", ids);
  const stored = new Set(products.map(({ id }) => id));
  for (const id of ids) if (!stored.has(id)) throw new NotFoundError("product", id);
  return products;
}

/** The answer is as old as the test list in scope that was read longest ago. */
async function trustIn(
  store: Store,
  products: readonly ProductSyncStatus[],
  rows: readonly TestRow[],
  period: Period,
): Promise<Trust> {
  const { asOf, coverage } = await readTestListsTrust(store, products, period.from);
  const stale = staleRows(rows, asOf);
  const [only] = products;
  const deleted = products.length === 1 ? deletedNotes("product", only?.deletedAt ?? null) : [];
  return {
    as_of: isoOrNull(asOf),
    coverage: coverageOf({ ...coverage, stale: stale.count, notes: [...deleted, ...coverage.notes, ...stale.notes] }),
  };
}

function listedTest(row: TestRow, detail: ListDetail): ListedTest {
  const lean: ListedTest = {
    test_id: row.id,
    product_id: row.productId,
    title: row.title,
    status: row.status,
    review_status: row.reviewStatus,
    testing_type: row.testingType,
    starts_at: isoOrNull(row.startAt),
    ends_at: isoOrNull(row.endAt),
  };
  if (detail === "lean") return lean;
  return {
    ...lean,
    goal: shorten(row.goal, LISTED_GOAL_LENGTH),
    duration: row.duration,
    test_environment: row.environment,
    bugs_synced_at: isoOrNull(row.bugsSyncedAt),
  };
}
