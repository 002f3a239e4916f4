import { requestBudget } from "../budget.js";
import type { RunRecord } from "../run-record.js";
import { RUNAWAY } from "../sync-step.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";

/** Requests: no more than the budget of the run, never more at once than allowed, and all of them counted. */
export function requests(world: World, run: RunRecord): void {
  const { requestsAtOnce } = world.setup;
  const asked = run.requests.length;
  holds(asked < RUNAWAY, "a run ends", () => `${asked} requests`);
  const budget = requestBudget(world, run);
  holds(asked <= budget, "no more requests than the budget", () => `${asked} of ${budget}`);
  // The API may still be at a request that the client has given up, in this run or before.
  if (world.hasRead || world.runs.some(({ faulty, step }) => faulty || step.end.by !== "itself")) return;
  holds(run.peak <= requestsAtOnce, "no more requests at once than allowed", () => `${run.peak} of ${requestsAtOnce}`);
  // One that was given up may never have arrived.
  const { requests: told } = run.result;
  holds(told >= asked, "each request is counted", () => `${told}, though it was ${asked}`);
}
