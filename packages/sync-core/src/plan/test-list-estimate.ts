import type { SyncMode, SyncState } from "@testio/store";
import { type PassPlan, planPass, reachesBackTo } from "../pass/pass-plan.js";
import { smallerSizes } from "../problems/isolate-page.js";

/** The page on which a pass meets known tests, and the two safety pages after it. */
const PAGES_TO_KNOWN = 3;

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
  /** The page below the resume block; only for `resumed`. */
  resumePage: number | null;
  /** Tests from the top that the pass meets whatever happens. */
  rowsMet: number;
  /** The length of the list is not known, and assumed. */
  assumes: boolean;
}

/** About how many requests one pass over a product's test list takes. */
export function estimateTestList(facts: TestListFacts): TestListEstimate {
  const { mode, state, floor, pageSize, stored } = facts;
  const forced = mode === "force" || mode === "nuke";
  const plan = planPass(state, { floor, fullRead: forced || facts.fullReadDue, pageSize });
  // What lies above the floor is all stored, where a completed pass has reached as deep.
  const known = state.completedPass > 0 && reachesBackTo(state.completeSince, floor);
  const rows = known || (mode === "nuke" && stored > 0) ? stored : Math.max(stored, facts.assumed);
  const common = { resumePage: null, rowsMet: rows, assumes: rows > stored };
  if (plan.block !== null) return { kind: "resumed", ...resumed(facts, plan, plan.block.page) };
  const kind = state.completedPass > 0 ? "full" : "first";
  if (!plan.mayStopAtAnchors) return { kind, ...common, requests: wholeList(facts, rows, forced) };
  const pages = Math.min(PAGES_TO_KNOWN, pagesToEnd(rows, pageSize));
  return { kind: "new", ...common, requests: pages, rowsMet: pages * pageSize };
}

/** Requests to find one bad record: its page, which fails, split into ever smaller ones. */
export function requestsPerBadRecord(pageSize: number): number {
  const sizes = [pageSize, ...smallerSizes(pageSize)];
  return sizes.slice(1).reduce((sum, size, index) => sum + (sizes[index] ?? size) / size, 1);
}

/** The pages of a list and the empty one after its last. */
function pagesToEnd(rows: number, pageSize: number): number {
  return Math.ceil(rows / pageSize) + 1;
}

function wholeList(facts: TestListFacts, rows: number, forced: boolean): number {
  const { floor, pageSize, maxPages, maxAhead } = facts;
  const wanted = floor === null ? rows : Math.min(rows, Math.max(facts.storedAboveFloor, rows - facts.stored));
  const toEnd = pagesToEnd(rows, pageSize);
  const pages = floor === null ? toEnd : Math.min(toEnd, Math.ceil(wanted / pageSize) + PAGES_TO_KNOWN);
  const allowed = forced || facts.state.completedPass > 0 ? pages : Math.min(pages, maxPages);
  return allowed + fetchedForNothing(allowed, maxAhead) + firstAndLastAgain(wanted, pageSize);
}

/** From the block's end on, then all of the list again: a test may have been missed in the block by the run that left it. */
function resumed(facts: TestListFacts, plan: PassPlan, page: number): Omit<TestListEstimate, "kind"> {
  const { assumed, stored, pageSize, maxPages, maxAhead } = facts;
  const above = (page - 1) * pageSize;
  const isKnownBelow = plan.mayStopAtAnchors || facts.state.completedPass > 0;
  // Of a list half read, as much may be left as was read.
  const rows = Math.max(stored, above, isKnownBelow ? 0 : Math.max(assumed, 2 * above));
  const pagesBelow = plan.mayStopAtAnchors
    ? PAGES_TO_KNOWN
    : Math.min(maxPages, Math.max(1, pagesToEnd(rows, pageSize) - (page - 1)));
  const again = page - 1 + pagesBelow;
  const requests =
    PAGES_TO_KNOWN + pagesBelow + again + fetchedForNothing(again, maxAhead) + firstAndLastAgain(rows, pageSize);
  return { requests, resumePage: page, rowsMet: rows, assumes: !isKnownBelow };
}

/** Pages that were fetched ahead when the end of the list was found: never more than were read. */
function fetchedForNothing(pages: number, maxAhead: number): number {
  return Math.max(0, Math.min(pages - 2, maxAhead) - 1);
}

/** A list of several pages is looked at once more, for signs of movement while it was read. */
function firstAndLastAgain(rows: number, pageSize: number): number {
  if (rows < pageSize) return 0;
  return rows === pageSize ? 1 : 2;
}
