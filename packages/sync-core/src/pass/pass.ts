import type { SyncPhaseName, SyncState } from "@testio/store";
import type { ProblemTracker } from "../problems/problem-tracker.js";
import type { Region } from "../problems/region.js";
import type { ProductInRun, Run } from "../run/run.js";
import { fetchTestPage } from "./fetch-page.js";
import { PageReader } from "./page-reader.js";
import type { PassPlan } from "./pass-plan.js";
import { PassWalk } from "./pass-walk.js";

export const PHASE: SyncPhaseName = "NEW_TESTS";

/** What the passes over one product's list share, from the first walk to the completion. */
export interface ListReading {
  run: Run;
  product: ProductInRun;
  problems: ProblemTracker;
  /** Tests that this run has read, in whatever way. */
  read: Set<number>;
  maxAhead: () => number;
  onPage: (rows: number) => void;
}

/** A page as it was read: its number, and the ids on it. */
export interface PageSeen {
  number: number;
  ids: number[];
}

/** One walk over a product's test list. */
export interface Pass extends ListReading {
  plan: PassPlan;
  walk: PassWalk;
  reader: PageReader;
  state: SyncState;
  /** When each test it has met ends. */
  seen: Map<number, number | null>;
  /** Whether it met a test twice, which ended at another time then: that one was moved to another place meanwhile. */
  sawOneMove: boolean;
  /** The list as this walk has read it so far. Only of a walk that reads it without a gap from the top. */
  region: Region;
  /** The first page, and the last one that had tests. */
  first: PageSeen | null;
  last: PageSeen | null;
  /** How many records the longest page covered, which is how long all but the last are; null before the first. */
  pageLength: number | null;
  /** Bad records at the end of what was read. */
  badAtEnd: number;
}

/** How a walk may fetch pages ahead. */
export interface ReadAhead {
  /** Whether it may at all. */
  sideBySide: boolean;
  /** How many tests the list is expected to have; null = unknown. */
  expectedRows: number | null;
}

export function startPass(reading: ListReading, plan: PassPlan, state: SyncState, ahead: ReadAhead): Pass {
  const { run, product } = reading;
  const { pageSize } = run.limits;
  return {
    ...reading,
    plan,
    walk: new PassWalk(plan, (page) => maxAhead(reading, plan, ahead, page)),
    reader: new PageReader((page, signal) => fetchTestPage(run, product, { page, size: pageSize }, signal), run.signal),
    state,
    seen: new Map(),
    sawOneMove: false,
    region: { entries: [], fromTop: true, toEnd: false },
    first: null,
    last: null,
    pageLength: null,
    badAtEnd: 0,
  };
}

function maxAhead(reading: ListReading, plan: PassPlan, ahead: ReadAhead, page: number): number {
  if (!ahead.sideBySide) return 0;
  // Fetched ahead of a page are, at most, the ones up to the empty page that ends the list.
  const left =
    ahead.expectedRows === null ? Number.POSITIVE_INFINITY : Math.ceil(ahead.expectedRows / plan.pageSize) - page;
  return Math.min(reading.maxAhead(), left);
}
