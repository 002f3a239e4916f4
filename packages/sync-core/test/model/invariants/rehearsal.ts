import type { RunRecord } from "../run-record.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";

/** A dry run tells what would be done, and does nothing. */
export function rehearsal(_world: World, { result, rival, before, after, faulty }: RunRecord): void {
  for (const told of [result, rival]) {
    if (told === null || told.status === "cancelled") continue;
    holds(told.plan !== null || told.status === "failure", "a dry run has a plan", () => told.status);
  }
  const same = JSON.stringify(contents(before)) === JSON.stringify(contents(after));
  holds(same, "a dry run changes nothing", () => "the database is another");
  // Those of the rival are counted by the same client.
  const most = rival === null ? 1 : 2;
  // Retries count as well.
  const few = faulty || result.requests <= most;
  holds(few, "a dry run asks for no more than the products", () => `${result.requests} requests`);
}

function contents({ products, tests, events, positions, lastSyncCompleted }: RunRecord["before"]): unknown {
  return [[...products.values()], [...tests.values()], events, positions, lastSyncCompleted];
}
