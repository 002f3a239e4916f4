import type { SyncOutcome } from "@testio/store";
import { ageSeconds, inWords } from "../format/ages.js";
import { day } from "../format/dates.js";

/** How far the stored features of a product can be trusted. */
export interface FeaturesKnown {
  /** When they were last fetched; null = never. */
  asOf: Date | null;
  neverFetched: boolean;
  /** They were due to be fetched again and could not be. */
  stale: boolean;
  failed: boolean;
  notes: string[];
}

/**
 * @param state Of the `FEATURES` phase.
 * @param failure Why they could not be fetched just now; null when they were, or did not need to be.
 */
export function featuresKnown(state: SyncOutcome | null, failure: string | null, now: Date): FeaturesKnown {
  const asOf = state?.succeededAt ?? null;
  const known = { asOf, neverFetched: asOf === null, failed: failure !== null || Boolean(state?.failedAt) };
  if (asOf === null) {
    const why = failure === null ? "run sync_data." : `they could not be fetched: ${failure}`;
    return { ...known, stale: false, notes: [`The features of this product were never fetched: ${why}`] };
  }
  if (failure !== null) {
    const age = inWords(ageSeconds(asOf, now));
    const note = `The features are the stored ones, last fetched ${age} ago; they could not be fetched again: ${failure}`;
    return { ...known, stale: true, notes: [note] };
  }
  const failedNote = state?.failedAt
    ? [`The last sync of this product's features failed on ${day(state.failedAt)}.`]
    : [];
  return { ...known, stale: false, notes: failedNote };
}
