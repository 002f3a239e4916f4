import pMap from "p-map";
import { askForBugs, type BugProblem } from "./ask-for-bugs.js";
import { batchesOf } from "./batches.js";
import { Brake } from "./brake.js";
import type { BugSource, TestRef } from "./bug-source.js";
import { type BatchOutcome, refreshBatch } from "./refresh-batch.js";

interface RefreshBugsOptions {
  /** Batches asked for side by side. */
  concurrency: number;
  /** Called after each batch, with the bugs it brought. */
  onBatch?: (bugs: number) => void;
}

/**
 * Fetches the bugs of many tests, as many of them per request as its URL can name. What fails is in the outcome; the rest
 * is stored, each batch in a transaction of its own.
 *
 * @throws what is neither TestIO's nor the network's doing, and the reason of an aborted signal; only once nothing is under way any more
 */
export async function refreshBugs(
  source: BugSource,
  tests: readonly TestRef[],
  { concurrency, onBatch }: RefreshBugsOptions,
): Promise<BatchOutcome> {
  const brake = new Brake();
  const sum: BatchOutcome = { fetched: [], failures: [], bugs: 0 };
  let thrown: { error: unknown } | null = null;
  await pMap(
    batchesOf(tests),
    async (batch) => {
      if (thrown !== null) return;
      try {
        const { fetched, failures, bugs } = await refreshBatch(source, batch, brake);
        sum.fetched.push(...fetched);
        sum.failures.push(...failures);
        sum.bugs += bugs;
        onBatch?.(bugs);
      } catch (error) {
        thrown ??= { error };
      }
    },
    { concurrency: Math.max(1, concurrency) },
  );
  throwIfAny(thrown);
  return sum;
}

/** Apart, since TypeScript does not see that the value is changed from within a callback. */
function throwIfAny(thrown: { error: unknown } | null): void {
  if (thrown !== null) throw thrown.error;
}

/**
 * Fetches all bugs of a product with one request.
 *
 * @param tests its living tests
 * @returns null when it takes several requests after all: TestIO could not answer this one, or not in time
 */
export async function refreshBugsOfProduct(
  source: BugSource,
  productId: number,
  tests: readonly TestRef[],
): Promise<BatchOutcome | null> {
  const verdict = await askForBugs(source, { productId, tests }, new Brake());
  if ("bugs" in verdict) return { fetched: tests.map(({ id }) => id), failures: [], bugs: verdict.bugs };
  const { problem } = verdict;
  if (mayBeTooMuch(problem)) return null;
  return { fetched: [], failures: [{ testIds: tests.map(({ id }) => id), problem }], bugs: 0 };
}

/** Whether less at once may be answered: no bad record among it, or in less time. */
function mayBeTooMuch({ divisible, kind, error }: BugProblem): boolean {
  return divisible || kind === "UnfilteredBugs" || kind === "ApiTimeoutError" || statusOf(error) === 504;
}

function statusOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "status" in error ? error.status : null;
}
