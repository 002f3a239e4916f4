import type { AggregateFilter, Store } from "@testio/store";
import { isoOrNull } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { readTestListsTrust } from "../trust/read-test-lists.js";
import { type BugAnswerScope, refreshBugScope } from "../trust/refresh-bug-scope.js";
import { METRICS_WAIT_MS, type MetricsOptions } from "./query.js";

/** The part of the progress that fetching is. */
const FETCHED = 0.8;

/** Brings the bugs that are counted up to date, and says how far they are. */
export async function refreshedBugs(store: Store, filter: AggregateFilter, options: MetricsOptions): Promise<Trust> {
  const { waitMs = METRICS_WAIT_MS, onProgress } = options;
  const { as_of, coverage } = await refreshBugScope(store, scopeOf(filter), {
    ...options,
    waitMs,
    onProgress: onProgress && (({ message, fraction }) => onProgress({ message, fraction: FETCHED * fraction })),
  });
  onProgress?.({ message: "Counting", fraction: FETCHED });
  return { as_of, coverage };
}

function scopeOf({ testIds, productIds, testStatuses, endFrom, endBefore }: AggregateFilter): BugAnswerScope {
  return testIds === undefined ? { productIds, statuses: testStatuses, endFrom, endBefore } : { testIds };
}

/** How far the tests that are counted are stored. */
export async function testsAsStored(store: Store, filter: AggregateFilter): Promise<Trust> {
  const products = await store.productSyncStatuses("NEW_TESTS", filter.productIds);
  const { asOf, coverage } = await readTestListsTrust(store, products, filter.endFrom ?? null);
  if (filter.testIds === undefined) return { as_of: isoOrNull(asOf), coverage };
  return { as_of: isoOrNull(asOf), coverage: await namedTestsCoverage(store, filter.testIds) };
}

/** Tests named by their ids are in no need of a complete list. */
async function namedTestsCoverage(store: Store, testIds: readonly number[]) {
  const stored = new Set((await store.testStamps(testIds)).map(({ id }) => id));
  const unknown = testIds.filter((id) => !stored.has(id));
  const notes =
    unknown.length === 0
      ? []
      : [`Not in the local database: ${count(unknown.length, "test")} (${enumerate(unknown)}).`];
  return coverageOf({ complete: unknown.length === 0, never_fetched: unknown.length, notes });
}
