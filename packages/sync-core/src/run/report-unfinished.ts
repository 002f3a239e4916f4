import type { SyncPhaseName } from "@testio/store";
import type { Run } from "./run.js";

const WHAT: ReadonlyMap<SyncPhaseName, string> = new Map([
  ["FEATURES", "features"],
  ["NEW_TESTS", "tests"],
]);

/**
 * Warns of products whose data an earlier run could not complete and that this one did not touch. What happened to those
 * it did touch is in its errors and warnings already.
 *
 * @param touched products this run worked on
 * @param phases those it ran
 * @param listed products the API lists; null when this run did not ask. What it lists no more cannot be completed.
 */
export async function reportUnfinished(
  run: Run,
  touched: ReadonlySet<number>,
  phases: readonly SyncPhaseName[],
  listed: ReadonlySet<number> | null,
): Promise<void> {
  for (const [phase, what] of WHAT) {
    for (const { productId, resumePage, failedAt, failure } of await run.store.listSyncStates(phase)) {
      const handled = touched.has(productId) && phases.includes(phase);
      if (handled || (resumePage === null && failedAt === null) || listed?.has(productId) === false) continue;
      const reason = failure ?? "an earlier sync ended before it had read all of them.";
      run.warnings.push(`Product ${productId}: its ${what} are still incomplete: ${reason}`);
    }
  }
}
