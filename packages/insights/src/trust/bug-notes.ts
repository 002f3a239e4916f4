import type { BugScopeFreshness } from "@testio/store";
import { day } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import type { DueBugsFetched } from "./fetch-due-bugs.js";
import { type RefreshOptions, WAIT_MS } from "./refresh-on-read.js";

interface BugScopeState {
  /** Of the scope, once fetching has ended. */
  after: BugScopeFreshness;
  outcome: DueBugsFetched;
  /** Tests asked for by id that are not stored. */
  unknown: readonly number[];
  /** Bugs that are stored without their tests. */
  strays: number;
  options: Pick<RefreshOptions, "waitMs">;
}

/** What is not known of the bugs in a scope, and why, in sentences. */
export function bugNotes({ after, outcome, unknown, strays, options }: BugScopeState): string[] {
  const { neverFetched, stale, oldestFetch } = after;
  const notes = unknownNotes(unknown, outcome);
  if (neverFetched > 0) {
    notes.push(`bugs never fetched for ${count(neverFetched, "test")} in scope: whether there are any is not known.`);
  }
  if (stale > 0) {
    const since = oldestFetch === null ? "" : `, the oldest on ${day(oldestFetch)}`;
    notes.push(`The bugs of ${count(stale, "test")} in scope may have changed since they were fetched${since}.`);
  }
  if (outcome.reason !== null) notes.push(`Bugs could not be fetched now: ${outcome.reason}`);
  if (strays > 0) {
    notes.push(
      `Left out of every list and count: ${count(strays, "bug")} of tests that are not stored here, or are gone upstream.`,
    );
  }
  const left = neverFetched + stale;
  if (outcome.stopped === "time" && left > 0) {
    const seconds = (options.waitMs ?? WAIT_MS) / 1000;
    notes.push(
      `Fetching was ended after ${seconds} seconds, with the bugs of ${count(left, "test")} left: ask again to go on, or run testio-mcp sync --refresh.`,
    );
  }
  return notes;
}

function unknownNotes(unknown: readonly number[], { missing }: DueBugsFetched): string[] {
  const gone = unknown.filter((id) => missing.has(id));
  const others = unknown.filter((id) => !missing.has(id));
  const notes: string[] = [];
  if (gone.length > 0) {
    const what = gone.length === 1 ? "no such test" : "no such tests";
    notes.push(`TestIO says that there is ${what}, or that this token may not see it: ${enumerate(gone)}.`);
  }
  if (others.length > 0)
    notes.push(`Not in the local database: ${count(others.length, "test")} (${enumerate(others)}).`);
  return notes;
}
