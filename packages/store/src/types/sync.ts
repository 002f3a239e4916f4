/** The phases of a sync, as recorded in `sync_state` and `sync_events`. Always run in this order. */
export const SYNC_PHASES = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] as const;
export type SyncPhaseName = (typeof SYNC_PHASES)[number];

/** How a sync run ended, or that it has not. `interrupted`: its process died while it was `running`. */
export const SYNC_STATUSES = ["running", "success", "partial_failure", "failure", "cancelled", "interrupted"] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/** What a sync sets out to do, as recorded in `sync_events` and with problem positions. */
export const SYNC_MODES = ["default", "incremental", "refresh", "force", "nuke"] as const;
export type SyncMode = (typeof SYNC_MODES)[number];

/** Who asked for a sync. */
export const SYNC_TRIGGERS = ["startup", "background", "cli", "mcp", "rest", "library"] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];

/**
 * How far one product's phase is known to be complete. `NEW_TESTS` uses all fields, the other phases only the times.
 *
 * A *pass* is one attempt to read a product's test list from the newest page on. Passes of a product are numbered 1, 2, …
 * A test listed by a pass carries that pass's number (`tests.sync_pass`) and proves nothing until a pass completes: only a
 * test with `sync_pass <= completedPass` is an anchor at which a later pass may stop early. An unfinished pass leaves a
 * *resume block*: the tests with `resumeFromPass <= sync_pass <= resumeToPass`, listed without a gap from what was then the
 * newest test down to `resumePage`. A later pass that has read from the top down to that block may go on at `resumePage`.
 */
export interface SyncState {
  productId: number;
  phase: SyncPhaseName;
  /** Number of the last pass that stored anything; 0 = none. */
  lastPass: number;
  /** Number of the last completed pass; 0 = none ever completed. */
  completedPass: number;
  /** The completed passes reach back to tests that end here; null (with `completedPass > 0`) = to the end of the list. */
  completeSince: Date | null;
  /** The first page below the resume block, in pages of `resumePageSize`; null = no resume block. */
  resumePage: number | null;
  resumePageSize: number | null;
  /** The floor (`--since`) under which the resume block was read; null = none. */
  resumeSince: Date | null;
  resumeFromPass: number | null;
  resumeToPass: number | null;
  /** When the phase last succeeded for this product. */
  succeededAt: Date | null;
  /**
   * When the last pass began that read the list from its newest page on without stopping at known tests, down to
   * `fullPassSince` (null = its end); null = there was none, or a new one is needed whatever its age.
   */
  fullPassAt: Date | null;
  fullPassSince: Date | null;
  /** When the phase last failed for this product, and why in words; null once it succeeds. */
  failedAt: Date | null;
  failure: string | null;
}

/** How the syncs of a product ended: what answers have to know of its {@link SyncState}. */
export type SyncOutcome = Pick<
  SyncState,
  "productId" | "phase" | "lastPass" | "completedPass" | "completeSince" | "succeededAt" | "failedAt" | "failure"
>;

/** One run of the sync engine, as recorded in `sync_events`. */
export interface SyncEvent {
  id: number;
  trigger: SyncTrigger;
  status: SyncStatus;
  mode: string;
  pid: number;
  host: string;
  startedAt: Date;
  completedAt: Date | null;
  durationSeconds: number | null;
  productsSynced: number;
  featuresRefreshed: number;
  testsDiscovered: number;
  testsUpdated: number;
  testsDeleted: number;
  bugsRefreshed: number;
  requests: number;
  phases: SyncEventPhase[];
  warnings: string[];
  error: string | null;
}

export interface SyncEventPhase {
  phase: SyncPhaseName;
  startedAt: string;
  durationSeconds: number;
  completed: boolean;
}

export type SyncEventStart = Pick<SyncEvent, "trigger" | "mode" | "pid" | "host" | "startedAt">;

export type SyncEventEnd = Omit<SyncEvent, "id" | "trigger" | "mode" | "pid" | "host" | "startedAt">;

/** A position of a product's test list whose record the API could not answer. */
export interface ProblemPosition {
  id: number;
  productId: number;
  /** Place in the list when it was last tried, from 1; with `pageSize` 1 it is the number of the page that answers 500. */
  position: number;
  /** Size of the smallest page that was tried. */
  pageSize: number;
  /** The nearest readable tests above and below it; null at an end of the list. */
  beforeId: number | null;
  beforeEndAt: Date | null;
  afterId: number | null;
  afterEndAt: Date | null;
  /** Runs that tried it. */
  attempts: number;
  /** Mode of the run that tried it last. */
  mode: string;
  /** Tests that somebody said it holds (`problematic map-tests`); each sync then asks for them by their ids. */
  mappedTestIds: number[];
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/** What the sync has to know of tests already stored, by id. Tests that are not stored are absent. */
export interface KnownTest {
  id: number;
  productId: number;
  endAt: Date | null;
  /** The pass that listed it (see `SyncState`); null when it was stored by other means. */
  syncPass: number | null;
  deletedAt: Date | null;
}

export interface ProductSyncSummary {
  productId: number;
  title: string;
  tests: number;
  features: number;
  /** Living tests that can still change, and how many of them were last read before `staleBefore` of the query. */
  changeableTests: number;
  staleTests: number;
  testsNeverFetchedBugs: number;
  problemPositions: number;
  /** Of its NEW_TESTS phase. */
  state: SyncState | null;
}
