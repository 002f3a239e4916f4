import type { SyncPhaseName, SyncState } from "@testio/store";
import type { ProblemTracker } from "../problems/problem-tracker.js";
import type { ProductInRun, Run } from "../run/run.js";
import { fetchTestPage } from "./fetch-page.js";
import { nothingRead, type ReadSoFar } from "./link.js";
import { PageReader } from "./page-reader.js";
import type { PassPlan } from "./pass-plan.js";
import { PassWalk } from "./pass-walk.js";
import type { TestPage } from "./test-page.js";

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

/** One walk over a product's test list. */
export interface Pass extends ListReading, ReadSoFar<TestPage> {
  plan: PassPlan;
  walk: PassWalk;
  reader: PageReader;
  state: SyncState;
}

/** @param expectedRows how many tests the list should have; null = unknown */
export function startPass(reading: ListReading, plan: PassPlan, state: SyncState, expectedRows: number | null): Pass {
  const { run, product } = reading;
  return {
    ...reading,
    plan,
    walk: new PassWalk(plan, reading.maxAhead, expectedRows),
    reader: new PageReader((window, signal) => fetchTestPage(run, product, window, signal), run.signal),
    state,
    ...nothingRead<TestPage>(),
  };
}
