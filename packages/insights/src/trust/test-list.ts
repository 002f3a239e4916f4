import type { ProblemPosition, SyncState } from "@testio/store";
import { day, isoOrNull } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import type { Coverage } from "./coverage.js";

/** Whether any part of a product's test list was ever read. */
export function testsEverFetched(state: SyncState | null): state is SyncState {
  return state !== null && state.lastPass > 0;
}

/** Whether the latest pass over a product's test list stopped before it had read what it set out to. */
export function passUnfinished(state: SyncState): boolean {
  return state.lastPass > state.completedPass;
}

/**
 * How much of one product's test list is stored, from what the sync recorded about it. `problems` are the positions at
 * which something is missing.
 */
export function testListCoverage(state: SyncState | null, problems: readonly ProblemPosition[]): Coverage {
  const notes = [...passNotes(state), ...failureNotes(state), ...problemNotes(problems)];
  const readToTheEnd = state !== null && state.completedPass > 0 && state.completeSince === null;
  return {
    complete: readToTheEnd && !passUnfinished(state) && problems.length === 0,
    complete_since: state !== null && state.completedPass > 0 ? isoOrNull(state.completeSince) : null,
    notes,
  };
}

function passNotes(state: SyncState | null): string[] {
  if (!testsEverFetched(state)) {
    return ["The tests of this product were never fetched: run sync_data."];
  }
  if (state.completedPass === 0) {
    return ["The first sync of this product's tests has not finished: tests are missing. The next sync goes on."];
  }
  const notes: string[] = [];
  if (state.completeSince !== null) {
    notes.push(
      `Only tests that end on ${day(state.completeSince)} or later were all fetched; older ones may be missing.`,
    );
  }
  if (passUnfinished(state)) {
    notes.push("The latest sync of this product's tests has not finished: some tests may be missing or out of date.");
  }
  return notes;
}

function failureNotes(state: SyncState | null): string[] {
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
