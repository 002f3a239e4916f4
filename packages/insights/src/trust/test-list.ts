import type { ProblemPosition, SyncOutcome } from "@testio/store";
import { day, isoOrNull } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import { type Coverage, coverageOf } from "./coverage.js";

/** Whether any part of a product's test list was ever read. */
export function testsEverFetched(state: SyncOutcome | null): state is SyncOutcome {
  return state !== null && state.lastPass > 0;
}

/** Whether the latest pass over a product's test list stopped before it had read what it set out to. */
export function passUnfinished(state: SyncOutcome): boolean {
  return state.lastPass > state.completedPass;
}

/** Whether the tests that end at or after `since` (null = all) were once listed to the last of them. */
export function readDownTo(state: SyncOutcome, since: Date | null): boolean {
  if (state.completedPass === 0) return false;
  return state.completeSince === null || (since !== null && state.completeSince <= since);
}

/**
 * How much of one product's test list is stored, from what the sync recorded about it. `problems` are the positions at
 * which something is missing. `since`: the answer is about tests that end then or later; null = about all.
 */
export function testListCoverage(
  state: SyncOutcome | null,
  problems: readonly ProblemPosition[],
  since: Date | null = null,
): Coverage {
  return coverageOf({
    complete: state !== null && readDownTo(state, since) && !passUnfinished(state) && problems.length === 0,
    complete_since: state !== null && state.completedPass > 0 ? isoOrNull(state.completeSince) : null,
    never_fetched: testsEverFetched(state) ? 0 : 1,
    failed: state !== null && state.failedAt !== null ? 1 : 0,
    problem_positions: problems.length,
    notes: [...passNotes(state, since), ...failureNotes(state), ...problemNotes(problems)],
  });
}

function passNotes(state: SyncOutcome | null, since: Date | null): string[] {
  if (!testsEverFetched(state)) {
    return ["The tests of this product were never fetched: run sync_data."];
  }
  if (state.completedPass === 0) {
    return ["The first sync of this product's tests has not finished: tests are missing. The next sync goes on."];
  }
  const notes: string[] = [];
  if (state.completeSince !== null && !readDownTo(state, since)) {
    notes.push(
      `Only tests that end on ${day(state.completeSince)} or later were all fetched; older ones may be missing.`,
    );
  }
  if (passUnfinished(state)) {
    notes.push("The latest sync of this product's tests has not finished: some tests may be missing or out of date.");
  }
  return notes;
}

function failureNotes(state: SyncOutcome | null): string[] {
  if (state === null || state.failedAt === null) return [];
  const reason = state.failure === null ? "" : `: ${state.failure}`;
  return [sentence(`The last sync of this product's tests failed on ${day(state.failedAt)}${reason}`)];
}

function problemNotes(problems: readonly ProblemPosition[]): string[] {
  if (problems.length === 0) return [];
  const what = count(problems.length, "test");
  const positions = enumerate(problems.map((problem) => problem.position));
  return [
    `TestIO could not answer ${what} of this product (at list positions ${positions}); each sync tries again, and get_problematic_tests says what to do.`,
  ];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
