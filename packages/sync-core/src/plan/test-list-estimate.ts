import type { SyncMode, SyncState } from "@testio/store";
import { type PassPlan, planPass, reachesBackTo } from "../pass/pass-plan.js";
import { smallerSizes } from "../problems/isolate-page.js";
import { type ImaginedList, walkOver } from "./imagined-walk.js";

/** What is known of a product's test list before it is read. */
export interface TestListFacts {
  mode: SyncMode;
  state: SyncState;
  /** Tests of it that are stored and live. */
  stored: number;
  /** How many of them end at or after the floor. */
  storedAboveFloor: number;
  /** How long a list is taken to be that was never read to its end. */
  assumed: number;
  floor: Date | null;
  pageSize: number;
  maxPages: number;
  /** Pages of this list that may be fetched ahead. */
  maxAhead: number;
  /** Whether its last full read is too long ago, or there are so many tests to refresh that a full read takes less. */
  fullReadDue: boolean;
}

export interface TestListEstimate {
  kind: "first" | "full" | "resumed" | "new";
  requests: number;
  /** How many tests the resume block has that the pass goes on below; null = there is none. */
  resumeAfter: number | null;
  /** Tests from the top that the pass meets. */
  rowsMet: number;
  /** The length that is assumed of the list; null = it is known. */
  assumedRows: number | null;
}

/** About how many requests one pass over a product's test list takes: those of a walk over the list as it should be. */
export function estimateTestList(facts: TestListFacts): TestListEstimate {
  const { mode, state, floor, pageSize, stored } = facts;
  const forced = mode === "force" || mode === "nuke";
  const plan = planPass(state, { floor, fullRead: forced || facts.fullReadDue, pageSize });
  const rows = lengthOf(facts, plan);
  // Where the list has a known length, a pass that reads all of it fetches nothing ahead that lies beyond.
  const isLimited = !plan.mayStopAtAnchors && state.completedPass > 0;
  const maxAhead = isLimited ? 0 : facts.maxAhead;
  const maxPages = forced ? Number.POSITIVE_INFINITY : facts.maxPages;
  const walk = walkOver(plan, imagine(facts, plan, rows), { maxAhead, maxPages });
  const again = walk.joined && walk.completes ? walkAgain(facts, plan, rows) : 0;
  return {
    kind: kindOf(plan, state),
    requests: walk.requests + again,
    resumeAfter: plan.block?.rows ?? null,
    rowsMet: walk.rows,
    assumedRows: rows > stored ? rows : null,
  };
}

/** Requests to find one bad record: its page, which fails, the two halves of each smaller one down to the record, and each seam. */
export function requestsPerBadRecord(pageSize: number): number {
  return 1 + 3 * smallerSizes(pageSize).length;
}

function kindOf({ block, mayStopAtAnchors }: PassPlan, { completedPass }: SyncState): TestListEstimate["kind"] {
  if (block !== null) return "resumed";
  if (mayStopAtAnchors) return "new";
  return completedPass > 0 ? "full" : "first";
}

function lengthOf({ mode, state, floor, stored, assumed }: TestListFacts, { block }: PassPlan): number {
  const read = block?.rows ?? 0;
  // What lies above the floor is all stored, where a completed pass has reached as deep.
  const isKnown = state.completedPass > 0 && reachesBackTo(state.completeSince, floor);
  if (isKnown || (mode === "nuke" && stored > 0)) return Math.max(stored, read);
  // Of a list half read, as much may be left as was read.
  return Math.max(stored, assumed, 2 * read);
}

/** The list without anything new at its top: what is stored comes first, and what is not below. */
function imagine(facts: TestListFacts, { block, mayStopAtAnchors }: PassPlan, rows: number): ImaginedList {
  const { mode, floor, storedAboveFloor } = facts;
  // What is wiped first is new to the walk.
  const stored = mode === "nuke" ? 0 : facts.stored;
  const aboveFloor = floor === null ? rows : Math.max(storedAboveFloor, rows - facts.stored);
  return {
    rows,
    kindAt(row) {
      if (row >= aboveFloor) return "below_floor";
      if (row < (block?.rows ?? 0)) return "block";
      if (mayStopAtAnchors) return "anchor";
      return row < stored ? "known" : "wanted";
    },
  };
}

/** After a pass that went on below a resume block, in which the run that left it may have missed a test. */
function walkAgain(facts: TestListFacts, plan: PassPlan, rows: number): number {
  const { kindAt } = imagine(facts, plan, rows);
  const list: ImaginedList = {
    rows,
    kindAt(row) {
      const kind = kindAt(row);
      return kind === "block" || kind === "wanted" ? "known" : kind;
    },
  };
  return walkOver({ ...plan, block: null }, list, { maxAhead: 0, maxPages: facts.maxPages }).requests;
}
