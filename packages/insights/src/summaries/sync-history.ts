import type { Store, SyncEvent, SyncPhaseName, SyncStatus, SyncTrigger } from "@testio/store";
import type { Clock } from "../clock.js";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { ageSeconds } from "../format/ages.js";
import { isoOrNull } from "../format/dates.js";
import { shorten } from "../format/text.js";

export const DEFAULT_HISTORY_LIMIT = 10;
export const MAX_HISTORY_LIMIT = 100;

const SHOWN_WARNINGS = 3;
const WARNING_LENGTH = 200;
const ERROR_LENGTH = 400;
const SHORTENED = `Long texts are cut: of each run ${SHOWN_WARNINGS} warnings of ${WARNING_LENGTH} characters and ${ERROR_LENGTH} characters of its error are shown.`;

export interface SyncHistoryQuery {
  /** How many runs, newest first: 1-100. Default 10. */
  limit?: number | undefined;
}

export interface SyncHistoryOptions {
  now: Clock;
  /**
   * Whether a living process holds the sync lock. If none does, nothing is running, whatever is recorded: a killed process
   * cannot record its own end, that is left to the next sync. Default: there is one.
   */
  syncRunning?: boolean;
}

/** One run of the sync engine. */
export interface SyncRun {
  id: number;
  trigger: SyncTrigger;
  mode: string;
  /** `interrupted`: its process died; what it had stored until then stays. */
  status: SyncStatus;
  started_at: string;
  completed_at: string | null;
  /** Until now for a run that is under way; null = not known. */
  duration_seconds: number | null;
  products_synced: number;
  features_refreshed: number;
  tests_discovered: number;
  tests_updated: number;
  tests_deleted: number;
  bugs_refreshed: number;
  /** Requests to TestIO, retries included. */
  requests: number;
  phases: { phase: SyncPhaseName; started_at: string; duration_seconds: number; completed: boolean }[];
  /** The first few. */
  warnings: string[];
  /** How many more warnings there were. */
  warnings_left_out: number;
  error: string | null;
}

export interface SyncHistory {
  /** Newest first. */
  runs: SyncRun[];
  /** Whether there were runs before these. */
  has_more: boolean;
  notes: string[];
}

/**
 * The latest runs of the sync engine, whoever started them.
 *
 * @throws InvalidQueryError when the limit is out of range.
 */
export async function getSyncHistory(
  store: Store,
  { limit = DEFAULT_HISTORY_LIMIT }: SyncHistoryQuery,
  { now, syncRunning = true }: SyncHistoryOptions,
): Promise<SyncHistory> {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_HISTORY_LIMIT) {
    throw new InvalidQueryError(
      "limit",
      `limit is ${limit}; it must be a whole number from 1 to ${MAX_HISTORY_LIMIT}.`,
    );
  }
  const events = await store.listSyncEvents(limit + 1);
  const shown = events.slice(0, limit);
  const runs = shown.map((event, index) => {
    // There is one lock, so that of several which claim to be running only the newest can be.
    const died = event.status === "running" && (!syncRunning || index > 0);
    return syncRun(died ? { ...event, status: "interrupted" } : event, now());
  });
  return {
    runs,
    has_more: events.length > limit,
    notes: [...(shown.length === 0 ? ["No sync ever ran."] : []), ...(shown.some(isLong) ? [SHORTENED] : [])],
  };
}

function isLong({ warnings, error }: SyncEvent): boolean {
  return (
    warnings.length > SHOWN_WARNINGS ||
    warnings.some((warning) => shorten(warning, WARNING_LENGTH) !== warning) ||
    shorten(error, ERROR_LENGTH) !== error
  );
}

function syncRun(event: SyncEvent, now: Date): SyncRun {
  return {
    id: event.id,
    trigger: event.trigger,
    mode: event.mode,
    status: event.status,
    started_at: event.startedAt.toISOString(),
    completed_at: isoOrNull(event.completedAt),
    duration_seconds: event.status === "running" ? ageSeconds(event.startedAt, now) : event.durationSeconds,
    products_synced: event.productsSynced,
    features_refreshed: event.featuresRefreshed,
    tests_discovered: event.testsDiscovered,
    tests_updated: event.testsUpdated,
    tests_deleted: event.testsDeleted,
    bugs_refreshed: event.bugsRefreshed,
    requests: event.requests,
    phases: event.phases.map(({ phase, startedAt, durationSeconds, completed }) => ({
      phase,
      started_at: startedAt,
      duration_seconds: durationSeconds,
      completed,
    })),
    warnings: event.warnings.slice(0, SHOWN_WARNINGS).map((warning) => shorten(warning, WARNING_LENGTH)),
    warnings_left_out: Math.max(0, event.warnings.length - SHOWN_WARNINGS),
    error: shorten(event.error, ERROR_LENGTH),
  };
}
