import type { BugScope, BugScopeFreshness, BugsDue, Store } from "@testio/store";
import { isoOrNull } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import { bugNotes } from "./bug-notes.js";
import { coverageOf, type Trust } from "./coverage.js";
import { type DueBugsFetched, fetchDueBugs } from "./fetch-due-bugs.js";
import { oldestOf } from "./oldest.js";
import { readTestListsTrust } from "./read-test-lists.js";
import type { RefreshOptions } from "./refresh-on-read.js";

const STALE_AFTER_SECONDS = 3600;

/** The tests an answer about bugs is over: some by id, or the living ones that match. */
export type BugAnswerScope =
  | { testIds: readonly number[] }
  | {
      productIds?: readonly number[] | undefined;
      /** Features that a test has to name one of. */
      featureIds?: readonly number[] | undefined;
      /** Statuses of tests. */
      statuses?: readonly string[] | undefined;
      /** Tests that end at or after this moment. */
      endFrom?: Date | null | undefined;
      /** Tests that end before this moment. */
      endBefore?: Date | null | undefined;
    };

/** What an answer about bugs can say about itself once its scope was refreshed. */
export interface BugScopeTrust extends Trust {
  /** Tests asked for by id that are not stored, also after asking TestIO for them. */
  unknown_test_ids: number[];
}

/**
 * Brings the bugs of all tests in a scope up to date, as far as `waitMs` allows, and says what is never fetched, stale or
 * failed after that. Cheap when nothing is due: it is counted in an index of what may be. Rejects only when `signal` is
 * aborted, or the store fails.
 */
export async function refreshBugScope(
  store: Store,
  scope: BugAnswerScope,
  options: RefreshOptions,
): Promise<BugScopeTrust> {
  options.signal?.throwIfAborted();
  const tests = testsOf(scope);
  const unknown = "testIds" in scope ? await notStored(store, scope.testIds) : [];
  const before = await store.bugScopeFreshness(tests, dueNow(options));
  const due = before.neverFetched + before.stale > 0 || unknown.length > 0;
  const outcome = due ? await fetchScope(store, tests, unknown, options) : NOTHING_TO_DO;

  const changed = outcome.fetched > 0;
  const after = changed ? await store.bugScopeFreshness(tests, dueNow(options)) : before;
  const stillUnknown = changed ? await notStored(store, unknown) : unknown;
  const strays = await store.countStrayBugs(straysOf(scope));
  const { asOf, coverage } =
    "testIds" in scope
      ? await aboutTests(store, scope.testIds, after.oldestFetch)
      : await aboutTestLists(store, scope, after.oldestFetch);
  return {
    unknown_test_ids: stillUnknown,
    as_of: isoOrNull(asOf),
    coverage: coverageOf({
      ...coverage,
      complete: coverage.complete && after.neverFetched === 0 && stillUnknown.length === 0,
      never_fetched: after.neverFetched,
      stale: after.stale,
      failed: failedIn(outcome, after, stillUnknown.length),
      notes: [...bugNotes({ after, outcome, unknown: stillUnknown, strays, options }), ...coverage.notes],
    }),
  };
}

const NOTHING_TO_DO: DueBugsFetched = {
  fetched: 0,
  failed: new Set(),
  reason: null,
  missing: new Set(),
  stopped: null,
};

function testsOf(scope: BugAnswerScope): BugScope {
  if ("testIds" in scope) return { testIds: scope.testIds };
  return {
    ...(scope.productIds === undefined ? {} : { productIds: scope.productIds }),
    ...(scope.featureIds === undefined ? {} : { featureIds: scope.featureIds }),
    ...(scope.statuses === undefined ? {} : { testStatuses: scope.statuses }),
    ...(scope.endFrom ? { endFrom: scope.endFrom } : {}),
    ...(scope.endBefore ? { endBefore: scope.endBefore } : {}),
  };
}

/** By their product; which of its tests they would be in scope with cannot be told. */
function straysOf(scope: BugAnswerScope): Pick<BugScope, "testIds" | "productIds"> {
  if ("testIds" in scope) return { testIds: scope.testIds };
  return scope.productIds === undefined ? {} : { productIds: scope.productIds };
}

function dueNow({ now, staleAfterSeconds = STALE_AFTER_SECONDS }: RefreshOptions): BugsDue {
  const moment = now?.() ?? new Date();
  return { changeableBefore: new Date(moment.getTime() - 1000 * staleAfterSeconds), now: moment };
}

async function fetchScope(
  store: Store,
  tests: BugScope,
  unknown: readonly number[],
  options: RefreshOptions,
): Promise<DueBugsFetched> {
  const { freshness } = options;
  if (freshness === undefined) return NOTHING_TO_DO;
  if ("unavailable" in freshness) return { ...NOTHING_TO_DO, reason: freshness.unavailable, stopped: "failures" };
  const due = await store.testsWithDueBugsIn(tests, dueNow(options));
  return fetchDueBugs(freshness, [...unknown, ...due], options);
}

async function notStored(store: Store, testIds: readonly number[]): Promise<number[]> {
  if (testIds.length === 0) return [];
  const stored = new Set((await store.testStamps(testIds)).map(({ id }) => id));
  return [...new Set(testIds)].filter((id) => !stored.has(id));
}

/** Where TestIO answers nothing, everything that is left could not be fetched, whether or not it was asked for. */
function failedIn(outcome: DueBugsFetched, after: BugScopeFreshness, unknown: number): number {
  return outcome.stopped === "failures" ? after.neverFetched + after.stale + unknown : outcome.failed.size;
}

/** Where a test of the scope can still change, `oldestFetch` is from when the answer is; the others are as old as may be. */
async function aboutTests(store: Store, testIds: readonly number[], oldestFetch: Date | null) {
  const stamps = testIds.length === 0 ? [] : await store.testStamps(testIds);
  const gone = stamps.flatMap(({ id, deletedAt }) => (deletedAt === null ? [] : [id]));
  const notes =
    gone.length === 0
      ? []
      : [`Deleted upstream, so that their bugs are left out: ${count(gone.length, "test")} (${enumerate(gone)}).`];
  return {
    asOf: oldestFetch ?? oldestOf(stamps.map(({ bugsSyncedAt }) => bugsSyncedAt)),
    // Tests named by their ids are in no need of a complete list.
    coverage: coverageOf({ complete: true, notes }),
  };
}

async function aboutTestLists(
  store: Store,
  scope: Exclude<BugAnswerScope, { testIds: readonly number[] }>,
  oldestFetch: Date | null,
) {
  const products = await store.productSyncStatuses("NEW_TESTS", scope.productIds);
  const { asOf, coverage } = await readTestListsTrust(store, products, scope.endFrom ?? null);
  return { asOf: oldestOf([oldestFetch, asOf]), coverage };
}
