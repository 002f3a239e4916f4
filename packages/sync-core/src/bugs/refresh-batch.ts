import { askForBugs, type BugProblem } from "./ask-for-bugs.js";
import type { Brake } from "./brake.js";
import type { BugSource, TestRef } from "./bug-source.js";

/** Tests whose bugs could not be fetched, all for the same reason. Their stamps are as they were. */
interface BugFailure {
  testIds: number[];
  problem: BugProblem;
}

export interface BatchOutcome {
  /** Tests whose bugs are stored as TestIO answered them. */
  fetched: number[];
  failures: BugFailure[];
  /** Bugs stored. */
  bugs: number;
}

/** When so many single tests in a row failed and nothing of the batch was answered, it is not the tests. */
const SINGLES_UNTIL_DOUBT = 5;

/**
 * Fetches the bugs of some tests with one request, storing them as soon as they come. If that fails for what may be one of
 * the tests, the batch is halved down to it, and only that one fails.
 */
export async function refreshBatch(source: BugSource, batch: readonly TestRef[], brake: Brake): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { fetched: [], failures: [], bugs: 0 };
  const pending: (readonly TestRef[])[] = [batch];
  /** Asked for once and not halved yet, since nothing was answered so far. */
  const parked: { part: readonly TestRef[]; problem: BugProblem }[] = [];
  let singles = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const verdict = await askForBugs(source, { tests: part }, brake);
    if ("bugs" in verdict) {
      outcome.fetched.push(...part.map(({ id }) => id));
      outcome.bugs += verdict.bugs;
      for (const { part: waiting } of parked.splice(0)) pending.push(...halvesOf(waiting));
    } else if (part.length === 1 || !verdict.problem.divisible) {
      if (part.length === 1) singles += 1;
      outcome.failures.push(failureOf(part, verdict.problem));
    } else if (outcome.fetched.length > 0 || singles < SINGLES_UNTIL_DOUBT) {
      pending.push(...halvesOf(part));
    } else {
      parked.push({ part, problem: verdict.problem });
    }
  }
  outcome.failures.push(...parked.map(({ part, problem }) => failureOf(part, problem)));
  return outcome;
}

/** The second half first: what is pushed last is asked for next. */
function halvesOf(part: readonly TestRef[]): [readonly TestRef[], readonly TestRef[]] {
  const middle = Math.ceil(part.length / 2);
  return [part.slice(middle), part.slice(0, middle)];
}

function failureOf(part: readonly TestRef[], problem: BugProblem): BugFailure {
  return { testIds: part.map(({ id }) => id), problem };
}
