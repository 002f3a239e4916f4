import { isApiError } from "@testio/api-client";
import { describeError } from "../errors/describe-error.js";
import { isBadRecordError } from "../errors/is-bad-record-error.js";
import type { Brake } from "./brake.js";
import type { BugSource } from "./bug-source.js";
import { type BugAnswer, type BugQuestion, fetchBugs } from "./fetch-bugs.js";
import { storeBugs, storeDoubtfulBugs } from "./store-bugs.js";

/** Why the bugs of some tests could not be fetched, in words for people. */
export interface BugProblem {
  kind: string;
  message: string;
  /** What it came from; null when an answer came that cannot be trusted. */
  error: unknown;
  /** Whether some of the tests may be answered if the others are left out. */
  divisible: boolean;
}

/** What came of one request: how many bugs were stored as the full list of its tests, or why none were. */
type BugVerdict = { bugs: number } | { problem: BugProblem };

/** Statuses that speak of what was asked for, which may be one of the tests: a bad record, or one that is not this token's. */
const ABOUT_THE_QUESTION: ReadonlySet<number | null> = new Set([400, 403, 404, 413, 414, 422]);

/**
 * Asks for bugs with one request, and stores them in one transaction. An answer that is empty where bugs are stored is
 * asked for again before it is believed.
 *
 * @throws what is neither TestIO's nor the network's doing, and the reason of an aborted signal
 */
export async function askForBugs(source: BugSource, question: BugQuestion, brake: Brake): Promise<BugVerdict> {
  if (brake.reason !== null) return { problem: problemOf(brake.reason) };
  try {
    const answer = await fetchBugs(source, question);
    brake.note(null);
    return await judge(source, question, answer);
  } catch (error) {
    source.signal.throwIfAborted();
    if (!isApiError(error)) throw error;
    brake.note(error);
    return { problem: problemOf(error) };
  }
}

async function judge(source: BugSource, question: BugQuestion, answer: BugAnswer): Promise<BugVerdict> {
  const problem = doubtOf(answer);
  if (problem !== null) {
    await storeDoubtfulBugs(source, question, answer);
    return { problem };
  }
  if (await storeBugs(source, question, answer, false)) return { bugs: answer.bugs.length };
  const second = await fetchBugs(source, question);
  const doubt = doubtOf(second);
  if (doubt !== null) return { problem: doubt };
  await storeBugs(source, question, second, true);
  return { bugs: second.bugs.length };
}

/** Why an answer cannot be taken for the full list of what was asked for; null when it can. */
function doubtOf({ bugs, strays, unreadable }: BugAnswer): BugProblem | null {
  if (strays.length > bugs.length) {
    // What was not filtered may have been cut, and then shows little of what was asked for.
    const message = `TestIO answered ${strays.length} bugs of other tests than those asked for, so that it is not sure these are all there.`;
    return { kind: "UnfilteredBugs", message, error: null, divisible: false };
  }
  if (unreadable === 0) return null;
  const message = `${unreadable} bug(s) in TestIO's answer have no usable id or name no test, and were not stored. Report it to TestIO support.`;
  return { kind: "UnreadableRecord", message, error: null, divisible: true };
}

function problemOf(error: unknown): BugProblem {
  const divisible = isBadRecordError(error) || (isApiError(error) && ABOUT_THE_QUESTION.has(error.status));
  return { ...describeError(error), error, divisible };
}
