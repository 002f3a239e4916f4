import type { SyncLogEntry, SyncRequest, SyncResult } from "../types.js";

/** Time as the background sync sees it; injected, so that a test of a day takes no day. */
export interface Clock {
  now(): Date;
  /** Calls back once after `ms`; returns what cancels it. */
  setTimer(ms: number, callback: () => void): () => void;
}

/** `off`: the interval is 0, nothing is planned. `paused`: the circuit breaker is open. */
export const BACKGROUND_ACTIVITIES = ["off", "waiting", "running", "paused", "stopped"] as const;
export type BackgroundActivity = (typeof BACKGROUND_ACTIVITIES)[number];

/** What a background sync is up to. Also stored (JSON, times as ISO 8601) under `BACKGROUND_SYNC_KEY`, for other processes to show. */
export interface BackgroundState {
  pid: number;
  host: string;
  startedAt: Date;
  intervalSeconds: number;
  activity: BackgroundActivity;
  /** When the next sync is due; null while none is planned. */
  nextAt: Date | null;
  /** Failures in a row that count for the breaker, with their times within the window. */
  recentFailures: Date[];
  /** Why it is paused and until when; null while it is not. */
  breaker: { openedAt: Date; until: Date; reason: string } | null;
  /** The latest outcome; null before the first. `skipped`: not needed, or another process was at it. */
  last: { status: SyncResult["status"] | "skipped"; at: Date; reason: string | null } | null;
}

export interface BackgroundSyncOptions {
  /**
   * Makes the request of each sync anew: what is opened late, and dates in words, are settled then. When it rejects, that
   * counts as a failed sync; the message of an error with a name of its own (not `Error`, `TypeError`, …) is taken to be
   * written for people, and shown.
   */
  request: () => Promise<Omit<SyncRequest, "trigger" | "signal" | "lock">>;
  /** `TESTIO_REFRESH_INTERVAL_SECONDS`; 0 = no periodic syncs. */
  intervalSeconds: number;
  /** Sync at the start however fresh the data is (`TESTIO_FORCE_INITIAL_SYNC`). */
  forceInitial?: boolean;
  /** Called at every change of state. Like the other callbacks here, it must not throw. */
  onState?: (state: BackgroundState) => void;
  /** Called after every sync that ran. */
  onResult?: (result: SyncResult) => void;
  log?: (entry: SyncLogEntry) => void;
  /** Default: the system's. */
  clock?: Clock;
}

export interface BackgroundSync {
  state(): BackgroundState;
  /** Cancels what is running and plans nothing more; resolves when it has ended. */
  stop(): Promise<void>;
}
