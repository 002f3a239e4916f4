import { checkRun } from "./check-run.js";
import { putInForce } from "./faults.js";
import type { History, Step, SyncStep } from "./history.js";
import { atTheEnd } from "./invariants/at-the-end.js";
import { InvariantBroken } from "./invariants/broken.js";
import { readSomething } from "./read-step.js";
import { runSync } from "./sync-step.js";
import { World } from "./world.js";

/** Lives through a history and checks what has to hold after each run, and at the end of all. */
export async function runHistory({ setup, steps }: History): Promise<void> {
  const world = await World.make(setup);
  try {
    for (const [index, step] of steps.entries()) await at(`step ${index + 1}`, () => take(world, step));
    await at("the end", () => endWell(world));
  } finally {
    await world.close();
  }
}

/** Says of what breaks when it broke. */
async function at(when: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof InvariantBroken ? new InvariantBroken(error.invariant, error.detail, `at ${when}: `) : error;
  }
}

async function take(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case "sync":
      return checkRun(world, await runSync(world, step));
    case "read":
      return readSomething(world, step);
    case "upstream":
      return world.upstream.apply(step.change);
    case "fault":
      return putInForce(world, step);
    case "clock":
      return world.turnClock(step.seconds);
    case "settings":
      world.pageSize = step.pageSize;
      world.maxPages = step.maxPages;
  }
}

const PLAIN_SYNC: SyncStep = {
  do: "sync",
  mode: "default",
  bugs: false,
  dryRun: false,
  products: null,
  floorHours: null,
  during: [],
  end: { by: "itself" },
  rival: false,
};
const MORE_THAN_A_DAY = 26 * 3600;

/** With nothing in the way any more, a sync a day later has all. */
async function endWell(world: World): Promise<void> {
  putInForce(world, { do: "fault", fault: "clear", on: "anything", after: 0, times: null });
  for (const [product, { state }] of world.upstream.products.entries()) {
    if (state === "forbidden") world.upstream.apply({ type: "product", product, becomes: "allowed" });
  }
  world.maxPages = 1000;
  world.turnClock((world.latest - world.now.getTime()) / 1000 + MORE_THAN_A_DAY);
  // Without sweeps only a forced sync reads it all.
  const mode = world.setup.sweepIntervalSeconds === 0 ? "force" : "default";
  const last = await runSync(world, { ...PLAIN_SYNC, mode });
  checkRun(world, last);
  atTheEnd(world, last);
  const again = await runSync(world, PLAIN_SYNC);
  checkRun(world, again);
  atTheEnd(world, again);
}
