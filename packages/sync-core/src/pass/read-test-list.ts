import { ProblemTracker } from "../problems/problem-tracker.js";
import { recordUnsettled } from "../problems/report-positions.js";
import { revisitProblems } from "../problems/revisit.js";
import { blankState } from "../run/blank-state.js";
import type { ProductInRun, Run } from "../run/run.js";
import { assertListNotEmptied } from "./emptied-list.js";
import { type ListReading, type Pass, PHASE, startPass } from "./pass.js";
import { planPass } from "./pass-plan.js";
import { stateAfterCompletion, stateAtLimit } from "./pass-state.js";
import { chooseFullRead, refreshChangeable } from "./refresh-changeable.js";
import { settleDeletions } from "./settle-deletions.js";
import { sweepDue } from "./sweep.js";
import { type Reached, walkList } from "./walk-list.js";

export type ReadTestListOptions = Pick<ListReading, "maxAhead" | "onPage">;

/**
 * One pass over a product's test list. It is complete only when a single walk has read the list from its newest page down to
 * what is known, or to its end, each page linked to the one before.
 */
export async function readTestList(run: Run, product: ProductInRun, options: ReadTestListOptions): Promise<void> {
  const { limits, sinceDate: floor, store } = run;
  const state = (await store.getSyncState(product.id, PHASE)) ?? blankState(product.id, PHASE);
  const problems = new ProblemTracker(product.id, run);
  await problems.reload();
  const reading: ListReading = { ...options, run, product, problems, read: new Set() };
  const startedAt = run.now();
  const fullRead =
    run.mode === "force" ||
    run.mode === "nuke" ||
    sweepDue(state, { now: startedAt, sweepIntervalMs: limits.sweepIntervalMs, floor }) ||
    (run.mode === "refresh" && (await chooseFullRead(run, product)));
  const plan = planPass(state, { floor, fullRead, pageSize: limits.pageSize });

  const expectedRows = state.completedPass > 0 ? await store.countTests(product.id) : null;
  let pass = startPass(reading, plan, state, expectedRows);
  let reached = await walkList(pass);
  if (pass.walk.joined && reached !== "page_limit") {
    // A test may have been missed in the block by the run that left it, which nobody can tell any more.
    pass = startPass(reading, { ...plan, block: null }, pass.state, pass.walk.rows);
    reached = await walkList(pass);
  }
  if (reached === "page_limit") await leaveRestToNextRun(pass);
  else if (reached === "moving") await leaveMovingList(pass);
  else await complete(pass, reached, startedAt);
  await revisitProblems(pass);
  if (run.mode === "refresh") await refreshChangeable(pass);
  await recordUnsettled(pass);
}

async function complete(pass: Pass, reached: Reached, startedAt: Date): Promise<void> {
  const { run, plan, state } = pass;
  const reachedEnd = reached === "end_of_list";
  if (reachedEnd) await assertListNotEmptied(pass);
  const whole = reachedEnd && plan.floor === null;
  const gone = whole ? await settleDeletions(pass) : [];
  // A list read without stopping at known tests, be it to a floor, is a full read.
  const fullReadAt = reached !== "known" && !pass.walk.joined ? startedAt : null;
  pass.state = stateAfterCompletion(state, plan, { now: run.now(), fullReadAt });
  await run.write(async (tx) => {
    if (gone.length > 0) run.counts.testsDeleted += await tx.tombstone("tests", gone, run.now());
    if (whole) await pass.problems.record(tx, pass.region);
    await tx.putSyncState(pass.state);
  });
}

/** The safety limit: this run ends here, and says so; the next one goes on from here. */
async function leaveRestToNextRun(pass: Pass): Promise<void> {
  const { run, product, plan, walk } = pass;
  pass.state = stateAtLimit(pass.state, plan, walk);
  await run.write((tx) => tx.putSyncState(pass.state));
  run.incomplete = true;
  run.warnings.push(
    `${product.title}: this run stopped after ${run.limits.maxPages} pages of new tests (TESTIO_MAX_PAGES); ` +
      "older tests are not read yet. The next sync goes on from there.",
  );
}

async function leaveMovingList({ run, product }: Pass): Promise<void> {
  run.incomplete = true;
  run.warnings.push(
    `${product.title}: its list of tests kept changing at TestIO while it was read, so that one may have been missed. ` +
      "What was read is stored; the next sync reads it again.",
  );
}
