import type { SyncState } from "@testio/store";
import type { PassPlan } from "./pass-plan.js";
import type { PassWalk } from "./pass-walk.js";
import type { Step } from "./walk-step.js";

const NO_RESUME_BLOCK = {
  resumePage: null,
  resumePageSize: null,
  resumeSince: null,
  resumeFromPass: null,
  resumeToPass: null,
};

/** The state to store together with a page, given the step the walk takes after it. */
export function stateAfterPage(
  state: SyncState,
  plan: PassPlan,
  walk: Pick<PassWalk, "descending" | "rows">,
  step: Step,
): SyncState {
  const started: SyncState = { ...state, lastPass: plan.pass };
  if (step.next === "end" || walk.descending) return started;
  return { ...started, ...resumeBlock(plan, walk.rows, plan.block?.fromPass ?? plan.pass) };
}

/** The state when a run leaves the rest to the next one. */
export function stateAtLimit(
  state: SyncState,
  plan: PassPlan,
  walk: Pick<PassWalk, "descending" | "rowsFromTop">,
): SyncState {
  if (!walk.descending) return state;
  // So much is new at the top that the block was not reached: what was read now without a gap is the better block.
  return { ...state, ...resumeBlock(plan, walk.rowsFromTop, plan.pass) };
}

/**
 * The state once a pass has read all that it set out to.
 *
 * @param fullReadAt when the walk began that read the list without stopping at known tests; null when it stopped there.
 */
export function stateAfterCompletion(
  state: SyncState,
  plan: PassPlan,
  { fullReadAt, now }: { fullReadAt: Date | null; now: Date },
): SyncState {
  const fullPass = fullReadAt === null ? {} : { fullPassAt: fullReadAt, fullPassSince: plan.floor };
  return {
    ...state,
    ...NO_RESUME_BLOCK,
    ...fullPass,
    completedPass: plan.pass,
    completeSince: plan.floor,
    succeededAt: now,
    failedAt: null,
    failure: null,
  };
}

/** Counted in records: the pages of a walk are not all of one size. */
function resumeBlock(plan: PassPlan, rows: number, fromPass: number) {
  return {
    resumePage: rows + 1,
    resumePageSize: 1,
    resumeSince: plan.floor,
    resumeFromPass: fromPass,
    resumeToPass: plan.pass,
  };
}
