import type { BugDetails, BugRow, BugSort, SortOrder, Store } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { shorten } from "../format/text.js";
import { foundOn } from "../summaries/devices.js";
import type { Trust } from "../trust/coverage.js";
import { type BugAnswerScope, refreshBugScope } from "../trust/refresh-bug-scope.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import {
  type AppliedBugFilter,
  type BugFilter,
  readBugFilter,
  refuseUnknownValues,
  toStoreFilter,
} from "./bug-filter.js";
import { NONE } from "./filter.js";
import { type ListDetail, type PageQuery, type Pagination, pageWindow, pagination } from "./pagination.js";

const LISTED_TEXT_LENGTH = 1000;

/** Which bugs, in which order. Without any scope: all of them. */
export interface BugListQuery extends BugFilter, PageQuery {
  /** Default `reported_at`. Severity and status sort by rank: `desc` begins with critical, with forwarded. */
  sort_by?: BugSort | undefined;
  /** Default `desc`. */
  sort_order?: SortOrder | undefined;
  /** `full` adds to each row what {@link ListedBugDetails} says. Default `lean`. */
  detail?: ListDetail | undefined;
}

/** What a row holds with `detail: "full"`; texts are cut after 1,000 characters, `get_bug_summary` has all of them. */
export interface ListedBugDetails {
  product_name: string | null;
  test_title: string | null;
  feature: { id: number | null; title: string | null } | null;
  reported_by: { id: number | null; username: string } | null;
  found_on: string[];
  steps: string | null;
  expected_result: string | null;
  actual_result: string | null;
  rejected_at: string | null;
  comment_count: number;
}

export interface ListedBug extends Partial<ListedBugDetails> {
  id: number;
  title: string;
  severity: string;
  /** `forwarded` = open; `accepted` = by a person, `auto_accepted` = by the clock. */
  status: string;
  known: boolean;
  rejection_reason: string | null;
  test_id: number;
  product_id: number;
  reported_at: string | null;
  exported_at: string | null;
}

export interface BugList extends Trust {
  filters_applied: AppliedBugFilter;
  pagination: Pagination;
  bugs: ListedBug[];
}

/**
 * One page of the bugs that match, the latest reported first unless asked otherwise. With `freshness`, what is due of the
 * bugs in scope is fetched first; what could not be is said in `coverage`. Bugs deleted upstream are left out.
 *
 * @throws NotFoundError when a product, or the user asked for, is not stored.
 * @throws InvalidQueryError when a filter has no valid value, or the page or its size is out of range.
 */
export async function listBugs(store: Store, query: BugListQuery, options: RefreshOptions = {}): Promise<BugList> {
  const window = pageWindow(query);
  const { applied, period } = readBugFilter(query, options.now?.() ?? new Date());
  await refuseUnknownThings(store, applied);
  const trust = await refreshBugScope(store, await scopeOf(store, applied), options);
  await refuseUnknownValues(store, applied);
  const { rows, total } = await store.listBugs({
    ...toStoreFilter(applied, period),
    sort: query.sort_by ?? "reported_at",
    order: query.sort_order ?? "desc",
    limit: window.limit,
    offset: window.offset,
  });
  const details = query.detail === "full" ? await store.getBugs(rows.map(({ id }) => id)) : [];
  const detailsById = new Map(details.map((bug) => [bug.id, bug]));
  return {
    filters_applied: applied,
    pagination: pagination(window, rows.length, total),
    bugs: rows.map((row) => listedBug(row, detailsById.get(row.id))),
    as_of: trust.as_of,
    coverage: trust.coverage,
  };
}

async function refuseUnknownThings(store: Store, applied: AppliedBugFilter): Promise<void> {
  for (const id of applied.product_ids ?? []) {
    if ((await store.getProduct(id)) === null) throw new NotFoundError("product", id);
  }
  const userId = applied.reported_by_user_id;
  if (userId !== undefined && !(await store.hasUser(userId))) throw new NotFoundError("user", userId);
}

/** The tests whose bugs the answer needs: those named, or those that belong to what is named. */
async function scopeOf(
  store: Store,
  { test_ids, product_ids, feature_ids }: AppliedBugFilter,
): Promise<BugAnswerScope> {
  if (test_ids) return { testIds: test_ids };
  const featureIds = feature_ids?.filter((id) => id !== NONE) ?? [];
  if (feature_ids === undefined || featureIds.length < feature_ids.length) return { productIds: product_ids };
  const features = await Promise.all(featureIds.map((id) => store.getFeature(id)));
  const productIds = product_ids ?? [...new Set(features.flatMap((feature) => feature?.productId ?? []))];
  // Tests may name features that their product no longer has, and that are not stored: those can be anywhere.
  return features.includes(null) && product_ids === undefined ? { featureIds } : { productIds, featureIds };
}

function listedBug(row: BugRow, details: BugDetails | undefined): ListedBug {
  return {
    id: row.id,
    title: row.title,
    severity: row.severity,
    status: row.status,
    known: row.known,
    rejection_reason: row.rejectionReason,
    test_id: row.testId,
    product_id: row.productId,
    reported_at: isoOrNull(row.reportedAt),
    exported_at: isoOrNull(row.exportedAt),
    ...(details === undefined ? {} : listedDetails(details)),
  };
}

function listedDetails(bug: BugDetails): ListedBugDetails {
  return {
    product_name: bug.productTitle,
    test_title: bug.testTitle,
    feature: bug.feature === null ? null : { id: bug.feature.id, title: bug.feature.title },
    reported_by: bug.reporter,
    found_on: bug.devices.map(foundOn),
    steps: shorten(bug.steps, LISTED_TEXT_LENGTH),
    expected_result: shorten(bug.expectedResult, LISTED_TEXT_LENGTH),
    actual_result: shorten(bug.actualResult, LISTED_TEXT_LENGTH),
    rejected_at: isoOrNull(bug.rejectedAt),
    comment_count: bug.comments.length,
  };
}
