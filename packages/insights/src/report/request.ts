import { EXECUTED_TEST_STATUSES, type Store } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { testStatusesOf } from "../lists/usual-values.js";
import { type Period, type PeriodQuery, resolvePeriod } from "../period/resolve-period.js";

/** Which products' tests a quality report is over. */
export interface QualityReportQuery extends PeriodQuery {
  /** Repeated ids count once. */
  product_ids: readonly number[];
  /** Exactly these tests, whatever their status and dates. Excludes `start_date`, `end_date` and `statuses`. */
  test_ids?: readonly number[] | undefined;
  /** Statuses of tests. Default: those that are run or under way (`running, locked, archived, customer_finalized`); `all` = every one. */
  statuses?: string | readonly string[] | undefined;
}

/** A query that can be answered. */
export interface ReportRequest {
  productIds: number[];
  /** Null = by period and status. */
  testIds: number[] | null;
  /** Null = all, as asked for or for tests by id. */
  statuses: string[] | null;
  /** Null = all times. */
  period: Period | null;
}

/** @throws InvalidQueryError naming the field that is wrong and what is accepted. */
export async function readRequest(store: Store, query: QualityReportQuery, now: Date): Promise<ReportRequest> {
  const productIds = distinctIds("product_ids", query.product_ids);
  const testIds = query.test_ids === undefined ? null : distinctIds("test_ids", query.test_ids);
  const excluded = (["start_date", "end_date", "statuses"] as const).filter((field) => query[field] !== undefined);
  if (testIds !== null && excluded.length > 0) {
    throw new InvalidQueryError(
      "test_ids",
      `test_ids names the tests to report on, so ${excluded.join(" and ")} cannot narrow them as well: leave out the one or the other.`,
    );
  }
  const statuses = await testStatusesOf(store, "statuses", statusesOf(query.statuses));
  const period = resolvePeriod({ start_date: query.start_date, end_date: query.end_date }, now);
  return {
    productIds,
    testIds,
    statuses: testIds === null ? statuses : null,
    period: period.from === null && period.before === null ? null : period,
  };
}

function distinctIds(field: "product_ids" | "test_ids", ids: readonly number[]): number[] {
  if (ids.length === 0) {
    const instead = field === "test_ids" ? ", or leave it out to report on all tests of the products" : "";
    throw new InvalidQueryError(field, `${field} is empty: name at least one id${instead}.`);
  }
  const wrong = ids.find((id) => !Number.isSafeInteger(id) || id < 0);
  if (wrong !== undefined) throw new InvalidQueryError(field, `${field} holds ${wrong}; ids are whole numbers.`);
  return [...new Set(ids)];
}

function statusesOf(statuses: QualityReportQuery["statuses"]): string[] {
  if (statuses === undefined) return [...EXECUTED_TEST_STATUSES];
  const list = [...new Set(typeof statuses === "string" ? [statuses] : statuses)];
  if (list.length === 0) {
    throw new InvalidQueryError(
      "statuses",
      `statuses is empty: name at least one, or leave it out for ${EXECUTED_TEST_STATUSES.join(", ")}.`,
    );
  }
  return list;
}
