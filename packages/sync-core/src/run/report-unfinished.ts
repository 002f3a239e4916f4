import type { SyncPhaseName } from "@testio/store";
import type { Run } from "./run.js";

const WHAT: ReadonlyMap<SyncPhaseName, string> = new Map([
  ["FEATURES", "features"],
  ["NEW_TESTS", "tests"],
  ["BUGS", "bugs"],
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
  await reportPositions(run, phases.includes("NEW_TESTS") ? touched : new Set(), listed);
}

/** Positions of test lists that no pass of this run has tried again. */
async function reportPositions(
  run: Run,
  tried: ReadonlySet<number>,
  listed: ReadonlySet<number> | null,
): Promise<void> {
  const positions = await run.store.listProblemPositions();
  const others = positions.filter(({ productId }) => !tried.has(productId) && listed?.has(productId) !== false);
  for (const [productId, own] of Map.groupBy(others, (position) => position.productId)) {
    const what = own.length === 1 ? "1 position of its test list" : `${own.length} positions of its test list`;
    run.warnings.push(`Product ${productId}: ${what} could not be read by an earlier sync.`);
  }
}
