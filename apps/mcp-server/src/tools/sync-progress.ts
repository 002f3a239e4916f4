import type { SyncPhaseName } from "@testio/store";
import type { SyncProgressEvent } from "@testio/sync-core";
import type { ToolProgress } from "../define-tool.js";

const PHASE_WORDS: Readonly<Record<SyncPhaseName, string>> = {
  PRODUCTS: "products",
  FEATURES: "features",
  NEW_TESTS: "tests",
  BUGS: "bugs",
};

/** Turns what the engine reports into progress of the whole call, of which each phase is an equal share. */
export function syncProgress(
  phases: readonly SyncPhaseName[],
  report: (progress: ToolProgress) => void,
): (event: SyncProgressEvent) => void {
  return (event) => {
    if (event.type === "waiting")
      return report({ message: `Waiting for another sync (${event.holder})`, fraction: null });
    const done = Math.max(0, phases.indexOf(event.phase));
    const words = PHASE_WORDS[event.phase];
    switch (event.type) {
      case "phase": {
        const ended = event.state === "completed";
        const message = ended ? `Synced ${words}` : `Syncing ${words}`;
        return report({ message, fraction: (done + (ended ? 1 : 0)) / phases.length, urgent: true });
      }
      case "product":
        return report({
          message: `${event.title}: ${words} ${event.state} (${event.done} of ${event.total} products)`,
          fraction: (done + (event.fraction ?? 0)) / phases.length,
        });
      case "page":
        return report({
          message: `Product ${event.productId}: page ${event.page} of ${words} (${event.rowsInPhase} so far)`,
          fraction: (done + (event.fraction ?? 0)) / phases.length,
        });
    }
  };
}
