import { type Ratio, ratio } from "../rates/rates.js";
import type { BugRow } from "./fact-rows.js";

export interface ReportedRejectionReason {
  /** Null = rejected without a standard sentence. */
  reason: string | null;
  bugs: number;
  /** Of all rejected bugs. */
  share: Ratio;
}

/** Why bugs were rejected, most frequent first. */
export interface RejectionReasons {
  rejected: number;
  definition: string;
  reasons: ReportedRejectionReason[];
}

/** @param reason which of the rows' dimensions holds the rejection reason */
export function rejectionReasons(rows: readonly BugRow[], reason: number): RejectionReasons {
  const counts = new Map<string | null, number>();
  let rejected = 0;
  for (const row of rows) {
    const { rejected: amount } = row.facts;
    if (amount === 0) continue;
    rejected += amount;
    const label = row.keys[reason]?.label ?? null;
    counts.set(label, (counts.get(label) ?? 0) + amount);
  }
  return {
    rejected,
    definition:
      "TestIO has no field for the reason of a rejection: it is read from the standard sentence in the bug's comments. Null = none was given.",
    reasons: [...counts]
      .sort(([a, inA], [b, inB]) => inB - inA || compare(a, b))
      .map(([label, bugs]) => ({ reason: label, bugs, share: ratio(bugs, rejected) })),
  };
}

/** "None given" comes last of reasons that are equally frequent. */
function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : 1;
}
