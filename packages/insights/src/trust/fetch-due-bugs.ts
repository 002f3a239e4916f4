import { count } from "../format/text.js";
import type { Freshness } from "../freshness.js";
import { type RefreshOptions, WAIT_MS } from "./refresh-on-read.js";

/** Tests whose bugs TestIO takes into one request, as ids are today. What was fetched before the time is over stays. */
const SLICE = 150;
const SIDE_BY_SIDE = 10;
/** Slices in a row of which nothing could be fetched, after which TestIO is asked no more for this answer. */
const FAILURES_UNTIL_STOP = 3;

/** What came of fetching the bugs of tests. */
export interface DueBugsFetched {
  /** Tests whose bugs were fetched. */
  fetched: number;
  /** Tests whose bugs, or that themselves, could not be fetched. */
  failed: Set<number>;
  /** Why; null = nothing failed. */
  reason: string | null;
  /** Tests that TestIO knows nothing of. */
  missing: Set<number>;
  /** `time`: it was over before all were asked for. `failures`: TestIO answers nothing. */
  stopped: "time" | "failures" | null;
}

/** Fetches the bugs of tests in the order given, for as long as `waitMs` allows. Rejects only when `signal` is aborted, or the store fails. */
export async function fetchDueBugs(
  freshness: Freshness,
  testIds: readonly number[],
  { signal, waitMs = WAIT_MS, onProgress }: Pick<RefreshOptions, "signal" | "waitMs" | "onProgress">,
): Promise<DueBugsFetched> {
  const result: DueBugsFetched = { fetched: 0, failed: new Set(), reason: null, missing: new Set(), stopped: null };
  const tooLong = AbortSignal.timeout(waitMs);
  const either = signal === undefined ? tooLong : AbortSignal.any([signal, tooLong]);
  let next = 0;
  let done = 0;
  let failuresInRow = 0;

  async function fetchSlice(slice: readonly number[]): Promise<void> {
    const report = await freshness.bugs(slice, { signal: either });
    result.fetched += report.fetched.length;
    for (const id of report.missing) result.missing.add(id);
    for (const { id, reason } of report.stale) {
      result.failed.add(id);
      result.reason ??= reason;
    }
    failuresInRow = report.stale.length === slice.length ? failuresInRow + 1 : 0;
    if (failuresInRow >= FAILURES_UNTIL_STOP) result.stopped = "failures";
    done += slice.length;
    onProgress?.({
      message: `Fetched the bugs of ${done} of ${count(testIds.length, "test")}`,
      fraction: done / testIds.length,
    });
  }

  async function work(): Promise<void> {
    while (next < testIds.length && result.stopped === null) {
      const slice = testIds.slice(next, next + SLICE);
      next += SLICE;
      try {
        await fetchSlice(slice);
      } catch (error) {
        if (!tooLong.aborted || signal?.aborted) throw error;
        result.stopped = "time";
      }
    }
  }

  onProgress?.({ message: `Fetching the bugs of ${count(testIds.length, "test")}`, fraction: 0 });
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return result;
}
