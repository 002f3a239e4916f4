import type { SyncEvent } from "@testio/store";

/** Syncs that a pace is taken from. */
export const EVENTS_FOR_PACE = 10;
/** How long an answer takes where no sync was ever recorded. */
const DEFAULT_LATENCY_SECONDS = 0.4;

/** Seconds that a sync of so many requests takes, as the latest ones went, with the requests they made side by side. */
export function secondsFor(requests: number, latest: readonly SyncEvent[], concurrency: number): number {
  const ended = latest.filter((event) => event.durationSeconds !== null && event.requests > 0);
  const sent = ended.reduce((sum, event) => sum + event.requests, 0);
  const took = ended.reduce((sum, event) => sum + (event.durationSeconds ?? 0), 0);
  const seconds =
    sent > 0 ? (requests * took) / sent : DEFAULT_LATENCY_SECONDS * Math.ceil(requests / Math.max(1, concurrency));
  return Math.round(10 * seconds) / 10;
}
