import { claims } from "./invariants/claims.js";
import { counts } from "./invariants/counts.js";
import { deletions } from "./invariants/deletions.js";
import { events } from "./invariants/events.js";
import { guarantee } from "./invariants/guarantee.js";
import { positions } from "./invariants/positions.js";
import { rehearsal } from "./invariants/rehearsal.js";
import { requests } from "./invariants/requests.js";
import { stamps } from "./invariants/stamps.js";
import type { RunRecord } from "./run-record.js";
import type { World } from "./world.js";

const AFTER_EACH_RUN = [requests, events, stamps, deletions, claims, guarantee, positions, counts];

/** @throws InvariantBroken for the first invariant that a run broke */
export function checkRun(world: World, run: RunRecord): void {
  for (const invariant of run.step.dryRun ? [rehearsal] : AFTER_EACH_RUN) invariant(world, run);
}
