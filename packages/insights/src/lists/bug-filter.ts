import { BUG_STATUSES, type BugQuery, type Store } from "@testio/store";
import { type Period, type PeriodQuery, resolvePeriod } from "../period/resolve-period.js";
import { filterOf, idsOf, NONE, noneAsNull, OPEN } from "./filter.js";
import { refuseUnknown } from "./usual-values.js";

/** Which bugs; all of these have to hold, and of each list one. Absent does not narrow. */
export interface BugFilter extends PeriodQuery {
  test_ids?: readonly number[] | undefined;
  product_ids?: readonly number[] | undefined;
  /** Features the bugs were reported on; `none` = on no feature. */
  feature_ids?: readonly (number | typeof NONE)[] | undefined;
  severity?: string | readonly string[] | undefined;
  /** `open` is another word for `forwarded`; `accepted` means by a person, `auto_accepted` by the clock. */
  status?: string | readonly string[] | undefined;
  /** `none` = without a standard reason, be it that they were not rejected at all. */
  rejection_reason?: string | readonly string[] | undefined;
  /** Tagged as known before. */
  known?: boolean | undefined;
  /** Exported to the customer's own tracker; false = not yet. */
  exported?: boolean | undefined;
  /** The local id of a tester, as `list_users` shows it. */
  reported_by_user_id?: number | undefined;
  /** Operating systems the bugs were found on, in any case; `none` = of no known one. */
  found_platform?: string | readonly string[] | undefined;
}

/** The filters of an answer as they were understood; those that do not narrow are absent. */
export interface AppliedBugFilter {
  test_ids?: number[];
  product_ids?: number[];
  feature_ids?: (number | typeof NONE)[];
  severity?: string[];
  status?: string[];
  rejection_reason?: string[];
  known?: boolean;
  exported?: boolean;
  reported_by_user_id?: number;
  found_platform?: string[];
  /** First and last day of `reported_at`. */
  start_date?: string;
  end_date?: string;
}

/**
 * The filters in one form, each value once.
 *
 * @throws InvalidQueryError when a list of ids is empty, or a date cannot be understood.
 */
export function readBugFilter(query: BugFilter, now: Date): { applied: AppliedBugFilter; period: Period } {
  const period = resolvePeriod(query, now);
  const statuses = filterOf(query.status)?.map((status) => (status === OPEN ? BUG_STATUSES[0] : status));
  const narrowed = {
    test_ids: idsOf("test_ids", query.test_ids),
    product_ids: idsOf("product_ids", query.product_ids),
    feature_ids: idsOf("feature_ids", query.feature_ids),
    severity: filterOf(query.severity),
    status: statuses === undefined ? null : [...new Set(statuses)],
    rejection_reason: filterOf(query.rejection_reason),
    known: query.known ?? null,
    exported: query.exported ?? null,
    reported_by_user_id: query.reported_by_user_id ?? null,
    found_platform: filterOf(query.found_platform),
    start_date: period.start,
    end_date: period.end,
  };
  return { applied: Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== null)), period };
}

type StoreFilter = Omit<BugQuery, "limit" | "offset" | "sort" | "order">;

export function toStoreFilter(applied: AppliedBugFilter, period: Period): StoreFilter {
  const query: StoreFilter = {};
  if (applied.test_ids) query.testIds = applied.test_ids;
  if (applied.product_ids) query.productIds = applied.product_ids;
  if (applied.feature_ids) query.featureIds = applied.feature_ids.map((id) => (id === NONE ? null : id));
  if (applied.severity) query.severities = applied.severity;
  if (applied.status) query.statuses = applied.status;
  if (applied.rejection_reason) query.rejectionReasons = noneAsNull(applied.rejection_reason);
  if (applied.known !== undefined) query.known = applied.known;
  if (applied.exported !== undefined) query.exported = applied.exported;
  if (applied.reported_by_user_id !== undefined) query.reporterId = applied.reported_by_user_id;
  if (applied.found_platform) query.foundPlatforms = noneAsNull(applied.found_platform);
  if (period.from) query.reportedFrom = period.from;
  if (period.before) query.reportedBefore = period.before;
  return query;
}

/** @throws InvalidQueryError naming the valid values: see {@link refuseUnknown}. */
export async function refuseUnknownValues(
  store: Store,
  { severity = [], status = [], rejection_reason = [] }: AppliedBugFilter,
): Promise<void> {
  await refuseUnknown(store, "severity", "severity", severity);
  await refuseUnknown(store, "bug_status", "status", status, [OPEN]);
  await refuseUnknown(store, "rejection_reason", "rejection_reason", rejection_reason, [NONE]);
}
