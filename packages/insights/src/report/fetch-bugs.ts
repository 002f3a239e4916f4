import type { Store } from "@testio/store";
import type { BoundedPeriod } from "../period/period-before.js";
import { type BugAnswerScope, type BugScopeTrust, refreshBugScope } from "../trust/refresh-bug-scope.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import type { ReportRequest } from "./request.js";
import { refuseUnknownTests } from "./scope.js";

/** A report may fetch the bugs of many tests first. */
const WAIT_MS = 60_000;
/** The part of a report's progress that fetching is. */
export const FETCHED = 0.6;

export interface FetchedBugs {
  current: BugScopeTrust;
  /** Null = no period before is reported on. */
  previous: BugScopeTrust | null;
}

/**
 * Fetches the bugs that a report needs, those of the period itself first; both share the time there is.
 *
 * @throws InvalidQueryError naming the tests that even TestIO does not know.
 */
export async function fetchBugs(
  store: Store,
  request: ReportRequest,
  previous: BoundedPeriod | null,
  options: RefreshOptions,
): Promise<FetchedBugs> {
  const { waitMs = WAIT_MS, onProgress } = options;
  const started = performance.now();
  // The period before is fetched after the period itself; both are the first step.
  const part = previous === null ? FETCHED : FETCHED / 2;
  const inStep =
    (from: number): RefreshOptions["onProgress"] =>
    ({ message, fraction }) => {
      onProgress?.({ message: `Step 1 of 3: ${message}`, fraction: from + part * fraction });
    };
  onProgress?.({ message: "Step 1 of 3: looking for bugs to fetch", fraction: 0 });
  const current = await refreshBugScope(store, scopeOf(request, request.period), {
    ...options,
    waitMs,
    onProgress: inStep(0),
  });
  refuseUnknownTests(current.unknown_test_ids);
  if (previous === null) return { current, previous: null };
  const left = Math.max(1, Math.round(waitMs - (performance.now() - started)));
  const before = await refreshBugScope(store, scopeOf(request, previous), {
    ...options,
    waitMs: left,
    onProgress: inStep(part),
  });
  return { current, previous: before };
}

function scopeOf(request: ReportRequest, period: { from: Date | null; before: Date | null } | null): BugAnswerScope {
  if (request.testIds !== null) return { testIds: request.testIds };
  return {
    productIds: request.productIds,
    statuses: request.statuses ?? undefined,
    endFrom: period?.from,
    endBefore: period?.before,
  };
}
