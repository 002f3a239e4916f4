import type { ApiClient } from "@testio/api-client";
import type { Store, SyncPhaseName, SyncStatus, SyncTrigger } from "@testio/store";

/** Which part of the customer's data a sync covers. */
export interface SyncScope {
  /** Only these products; absent = all the token can see. */
  productIds?: readonly number[];
  /** The floor: only tests that end at or after this moment (tests without an end are kept); absent = all. */
  sinceDate?: Date;
}

export interface SyncOptions {
  /** Read every test list to its end, and every feature list whatever its age. */
  forceRefresh?: boolean;
}

/** What a sync did. Always has a duration, also on failure. */
export interface SyncResult {
  /**
   * `success`: all that was asked for was read and stored. `partial_failure`: some was, `errors` says what was not.
   * `failure`: nothing could be done. `cancelled`: the signal was aborted; what was stored until then stays.
   */
  status: Exclude<SyncStatus, "running" | "interrupted">;
  /** Id of the run's row in `sync_events`; null when the run never got as far as writing one. */
  eventId: number | null;
  phasesCompleted: SyncPhaseName[];
  productsSynced: number;
  featuresRefreshed: number;
  testsDiscovered: number;
  testsUpdated: number;
  testsDeleted: number;
  bugsRefreshed: number;
  /** Requests the client sent during this run, retries included (and what others asked of the same client meanwhile). */
  requests: number;
  durationSeconds: number;
  warnings: string[];
  errors: SyncIssue[];
}

/** One thing that failed, in words for people. Never holds upstream text, a token or a stack. */
export interface SyncIssue {
  phase: SyncPhaseName | null;
  productId: number | null;
  message: string;
  /** `name` of the error it came from, e.g. `ApiAuthenticationError`, `SyncLockedError`. */
  kind: string;
}

/** What the engine reports while it works. `fraction` (0-1, of the phase's products) never falls; null while unknown. */
export type SyncProgressEvent =
  | { type: "waiting"; holder: string; waitedMs: number }
  | { type: "phase"; phase: SyncPhaseName; state: "started" | "completed"; total: number | null }
  | {
      type: "product";
      phase: SyncPhaseName;
      productId: number;
      title: string;
      state: "started" | "completed" | "failed";
      done: number;
      total: number;
      fraction: number | null;
    }
  | {
      type: "page";
      phase: SyncPhaseName;
      productId: number;
      page: number;
      rows: number;
      rowsInPhase: number;
      pagesInPhase: number;
      fraction: number | null;
    };

/** Limits of a run; each has the default of the variable it is named after. */
export interface SyncSettings {
  /** Tests asked for per page (`TESTIO_PAGE_SIZE`). Default 100. */
  pageSize?: number;
  /** Pages one run reads per product before it leaves the rest to the next run (`TESTIO_MAX_PAGES`). Default 50. */
  maxPages?: number;
  /** Feature lists younger than this are not read again (`FEATURE_CACHE_TTL_SECONDS`). Default 3,600 s. */
  featureCacheTtlSeconds?: number;
  /** Products worked on side by side, and pages of one product read ahead. Default 10. */
  concurrency?: number;
  /** The only products a sync may touch (`TESTIO_PRODUCT_IDS`); absent or null = all. */
  allowedProductIds?: readonly number[] | null;
}

export interface SyncLockOptions {
  /** How long to wait for another sync to end, in milliseconds; 0 = fail at once. Default 30,000. */
  waitMs?: number;
}

/** Something for the program's log; `error` is there when nobody expected it. */
export interface SyncLogEntry {
  level: "info" | "warn" | "error";
  message: string;
  error?: unknown;
}

/** The phases this engine can run; bugs have a name in the database already. */
export type RunnablePhase = Exclude<SyncPhaseName, "BUGS">;

export interface SyncRequest {
  client: ApiClient;
  store: Store;
  /** Default: PRODUCTS, FEATURES, NEW_TESTS. Run in that order whatever the order given. */
  phases?: readonly RunnablePhase[];
  scope?: SyncScope;
  options?: SyncOptions;
  /** Default `library`. */
  trigger?: SyncTrigger;
  /** Aborting it ends the run within one request; the result's status is then `cancelled`. */
  signal?: AbortSignal;
  onProgress?: (event: SyncProgressEvent) => void;
  settings?: SyncSettings;
  lock?: SyncLockOptions;
  log?: (entry: SyncLogEntry) => void;
  /** The present moment, for stamps and ages. Default: the system clock. */
  now?: () => Date;
}
