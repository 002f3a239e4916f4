import type { ProductSyncSummary } from "@testio/store";
import { countOf, dayOf } from "../output/words.js";

/** How much of a product's test list is known. */
export interface Coverage {
  /** Whether a pass over its tests has ever been completed; `completeBackTo` is null when that reached the oldest one. */
  complete: boolean;
  completeBackTo: Date | null;
  /** Whether a sync was stopped in the middle of its tests and will go on there. */
  unfinished: boolean;
  /** Places of the list whose records TestIO cannot answer. */
  problemPositions: number;
}

export function coverageOf({
  state,
  problemPositions,
}: Pick<ProductSyncSummary, "state" | "problemPositions">): Coverage {
  return {
    complete: state !== null && state.completedPass > 0,
    completeBackTo: state?.completeSince ?? null,
    unfinished: state !== null && state.resumePage !== null,
    problemPositions,
  };
}

/** `complete back to 2026-01-03, gap: 2 positions`. */
export function coverageInWords({ complete, completeBackTo, unfinished, problemPositions }: Coverage): string {
  const parts = [];
  if (complete) parts.push(`complete back to ${completeBackTo ? dayOf(completeBackTo) : "the oldest"}`);
  else parts.push(unfinished ? "first sync unfinished" : "never synced");
  if (complete && unfinished) parts.push("last sync unfinished");
  if (problemPositions > 0) parts.push(`gap: ${countOf(problemPositions, "position")}`);
  return parts.join(", ");
}
