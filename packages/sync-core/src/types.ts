import type { ApiClient } from "@testio/api-client";
import type { EntityCounts, Store, SyncMode, SyncPhaseName, SyncStatus, SyncTrigger } from "@testio/store";

/** Which part of the customer's data a sync covers. */
export interface SyncScope {
  /** Only these products; absent = all the token can see. */
  productIds?: readonly number[];
  /**
   * The floor: only tests that end at or after this moment; absent = all. A test without an end is kept where the pass meets
   * it; should TestIO list those last, a pass under a floor ends above them.
   */
  sinceDate?: Date;
}

/** How a sync differs from the default one. The first four exclude each other ({@link SyncOptionsError}). */
export interface SyncOptions {
  /** Read every test list to its end, and every feature list whatever its age; with the BUGS phase, all bugs. */
  forceRefresh?: boolean;
  /** Read again every test that can still change, and its bugs. */
  refreshMutable?: boolean;
  /** The NEW_TESTS phase only, for the products stored. */
  incrementalOnly?: boolean;
  /** Delete everything stored of the products in scope, then fetch it all. */
  nuke?: boolean;
  /** Change nothing; the result's `plan` says what would be done. */
  dryRun?: boolean;
}

/** What a sync did. Always has a duration, also on failure. */
export interface SyncResult {
  mode: SyncMode;
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
  /** Positions of test lists in scope whose records TestIO could not answer and nobody has fetched otherwise; each is in `errors` too. */
  problemPositions: number;
  /** What was deleted before (`nuke`); null in every other mode. */
  deleted: EntityCounts | null;
  /** What would be done (`dryRun`); null otherwise. */
  plan: SyncPlan | null;
  /** Requests the client sent during this run, retries included (and what others asked of the same client meanwhile). */
  requests: number;
  durationSeconds: number;
  warnings: string[];
  errors: SyncIssue[];
}

/** What a sync would do, reckoned from what is stored; see `planSync`. */
export interface SyncPlan {
  mode: SyncMode;
  phases: SyncPhaseName[];
  products: ProductPlan[];
  /** About how many requests it would take, those per product and the product list. */
  requests: number;
  /** About how long it would take, from how long the requests of the latest syncs took. */
  seconds: number;
  /** What would be deleted first (`nuke`). */
  deletes: EntityCounts | null;
  /** What the plan could not take into account, in sentences. */
  notes: string[];
}

export interface ProductPlan {
  productId: number;
  title: string;
  /** When its tests were last synced; null = never. */
  lastSyncedAt: Date | null;
  /** What would be done, in words: "first sync", "new tests since …", "full read (due since …)", "go on after 1,200 tests", … */
  actions: string[];
  requests: number;
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
  /** Tests asked for per page at most (`TESTIO_PAGE_SIZE`). Default 100, at least 5. */
  pageSize?: number;
  /** Pages one run reads per product before it leaves the rest to the next run (`TESTIO_MAX_PAGES`). Default 50. */
  maxPages?: number;
  /** Feature lists younger than this are not read again (`FEATURE_CACHE_TTL_SECONDS`). Default 3,600 s. */
  featureCacheTtlSeconds?: number;
  /** Products worked on side by side, and pages of one product read ahead. Default 10. */
  concurrency?: number;
  /**
   * Age in seconds from which a product's test list is read to its end, which finds tests that appeared further down and
   * those that are gone (`TESTIO_SWEEP_INTERVAL_SECONDS`); 0 = only when forced. Default 86,400. Products come due up to a
   * quarter of it earlier, so that they do not all come at once.
   */
  sweepIntervalSeconds?: number;
  /** Bugs of tests that can still change are fetched again when they are older (`CACHE_TTL_SECONDS`). Default 3,600 s. */
  cacheTtlSeconds?: number;
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

export interface SyncRequest {
  client: ApiClient;
  store: Store;
  /**
   * Default: PRODUCTS, FEATURES, NEW_TESTS (with `incrementalOnly`: NEW_TESTS; with `refreshMutable`: BUGS besides). Run in
   * the order of `SYNC_PHASES` whatever the order given.
   */
  phases?: readonly SyncPhaseName[];
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
