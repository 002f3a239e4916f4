import type { SyncPhaseName } from "@testio/store";
import pMap from "p-map";
import { isFatal } from "../errors/is-fatal.js";
import { blankState } from "../run/blank-state.js";
import type { ProductInRun, Run } from "../run/run.js";

/**
 * Works on products side by side. What fails for one product is recorded for it and does not stop the others; only what
 * would fail for all of them (see `isFatal`) ends the phase.
 */
export async function forEachProduct(
  run: Run,
  phase: SyncPhaseName,
  products: readonly ProductInRun[],
  work: (product: ProductInRun) => Promise<void>,
): Promise<void> {
  const total = products.length;
  let done = 0;
  run.report({ type: "phase", phase, state: "started", total });
  let fatal: { error: unknown } | null = null;
  await pMap(
    products,
    async (product) => {
      if (run.signal.aborted) return;
      const { id: productId, title } = product;
      const report = (state: "started" | "completed" | "failed") =>
        run.report({ type: "product", phase, productId, title, state, done, total, fraction: done / total });
      report("started");
      try {
        await work(product);
        run.succeeded += 1;
        done += 1;
        report("completed");
      } catch (error) {
        if (run.signal.aborted) return;
        if (isFatal(error)) {
          fatal = { error };
          run.giveUp();
          return;
        }
        const { message } = run.fail(phase, productId, error);
        await recordFailure(run, phase, productId, message);
        done += 1;
        report("failed");
      }
    },
    { concurrency: Math.max(1, run.limits.concurrency) },
  );
  throwIfEnded(run, fatal);
  run.report({ type: "phase", phase, state: "completed", total });
}

async function recordFailure(run: Run, phase: SyncPhaseName, productId: number, failure: string): Promise<void> {
  const state = (await run.store.getSyncState(productId, phase)) ?? blankState(productId, phase);
  await run.write((tx) => tx.putSyncState({ ...state, failedAt: run.now(), failure }));
}

/** Only after all work under way has settled, so that nothing writes on once the run is over. */
function throwIfEnded(run: Run, fatal: { error: unknown } | null): void {
  if (fatal !== null) throw fatal.error;
  run.signal.throwIfAborted();
}
