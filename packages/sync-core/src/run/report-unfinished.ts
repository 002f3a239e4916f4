import type { SyncPhaseName } from "@testio/store";
import type { Run } from "./run.js";

const PHASES: readonly SyncPhaseName[] = ["FEATURES", "NEW_TESTS"];
const WHAT: Partial<Record<SyncPhaseName, string>> = { FEATURES: "features", NEW_TESTS: "tests" };

/** Adds a warning for every product whose data an earlier run could not complete and this one did not touch. */
export async function reportUnfinished(run: Run): Promise<void> {
  const told = new Set(run.errors.map(({ phase, productId }) => `${phase} ${productId}`));
  for (const phase of PHASES) {
    for (const { productId, resumePage, failedAt, failure } of await run.store.listSyncStates(phase)) {
      if ((resumePage === null && failedAt === null) || told.has(`${phase} ${productId}`)) continue;
      const reason = failure ?? "an earlier sync ended before it had read all of them.";
      run.warnings.push(`Product ${productId}: its ${WHAT[phase]} are still incomplete: ${reason}`);
    }
  }
}
