/** A JSON object as the API sent it, already redacted. Stored verbatim in the `data` column. */
export type JsonObject = { [key: string]: unknown };

/** The phases of a sync, as recorded in `sync_state` and `sync_events`. Always run in this order. */
export const SYNC_PHASES = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] as const;
export type SyncPhaseName = (typeof SYNC_PHASES)[number];

/** How a sync run ended, or that it has not. `interrupted`: its process died while it was `running`. */
export const SYNC_STATUSES = ["running", "success", "partial_failure", "failure", "cancelled", "interrupted"] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/** Who asked for a sync. */
export const SYNC_TRIGGERS = ["startup", "background", "cli", "mcp", "rest", "library"] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];

/** Test statuses the API is known to answer; others appear over time and are kept as they come. */
export const TEST_STATUSES = [
  "initialized",
  "waiting",
  "running",
  "customer_finalized",
  "locked",
  "archived",
  "cancelled",
] as const;
export type TestStatus = (typeof TEST_STATUSES)[number];

/** What to write about one product. */
export interface ProductWrite {
  id: number;
  title: string;
  type: string | null;
  description: string | null;
  sections: SectionWrite[];
  data: JsonObject;
}

export interface SectionWrite {
  id: number;
  title: string;
  /** The default section of a product without sections is a legacy marker; it is kept, with this flag. */
  isDefault: boolean;
}

/** What to write about one feature of a product. */
export interface FeatureWrite {
  id: number;
  productId: number;
  title: string;
  description: string | null;
  howtofind: string | null;
  userStories: string[];
  /** Every section the feature was listed in; empty for products without sections. */
  sectionIds: number[];
  data: JsonObject;
}

export interface UserStoryWrite {
  id: number;
  productId: number;
  featureId: number | null;
  sectionId: number | null;
  path: string | null;
  title: string;
  data: JsonObject;
}

/** A feature as one test names it: `id` is the test feature's own id, `featureId` the product's feature. */
export interface TestFeatureWrite {
  id: number;
  featureId: number | null;
  title: string;
  description: string | null;
  howtofind: string | null;
  userStories: string[];
  enableDefault: boolean | null;
  enableContent: boolean | null;
  enableVisual: boolean | null;
}

/** One entry of a test's `requirements`: where the test was aimed. */
export interface TestPlatformWrite {
  category: string | null;
  operatingSystemId: number | null;
  operatingSystem: string | null;
  minVersion: string | null;
  maxVersion: string | null;
  browsers: string[];
}

/** What to write about one test. */
export interface TestWrite {
  id: number;
  productId: number;
  sectionId: number | null;
  title: string;
  status: string;
  reviewStatus: string | null;
  testingType: string | null;
  duration: string | null;
  startAt: Date | null;
  endAt: Date | null;
  goal: string | null;
  instructions: string | null;
  outOfScope: string | null;
  enableLow: boolean | null;
  enableHigh: boolean | null;
  enableCritical: boolean | null;
  createdBy: string | null;
  submittedBy: string | null;
  environment: { id: number | null; title: string | null; url: string | null } | null;
  features: TestFeatureWrite[];
  platforms: TestPlatformWrite[];
  data: JsonObject;
}

export interface BugDeviceWrite {
  category: string | null;
  vendor: string | null;
  device: string | null;
  operatingSystem: string | null;
  operatingSystemVersion: string | null;
  browsers: string[];
}

/** What to write about one bug. */
export interface BugWrite {
  id: number;
  testId: number;
  productId: number;
  testFeatureId: number | null;
  title: string;
  severity: string;
  status: string;
  autoAccepted: boolean;
  known: boolean;
  rejectionReason: string | null;
  reporter: string | null;
  steps: string | null;
  expectedResult: string | null;
  actualResult: string | null;
  /** Comment bodies, one after another: searched, never shown in lists. */
  comments: string | null;
  reportedAt: Date | null;
  exportedAt: Date | null;
  devices: BugDeviceWrite[];
  data: JsonObject;
}

/** How often a write made something new or changed what was stored. */
export interface UpsertCounts {
  inserted: number;
  updated: number;
}

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
  /** When a pass last read the whole list. */
  fullPassAt: Date | null;
  /** When the phase last failed for this product, and why in words; null once it succeeds. */
  failedAt: Date | null;
  failure: string | null;
}

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

/** A list position whose record the API could not answer. */
export interface ProblemPosition {
  id: number;
  productId: number;
  position: number;
  pageSize: number;
  beforeId: number | null;
  beforeEndAt: Date | null;
  afterId: number | null;
  afterEndAt: Date | null;
  attempts: number;
  mode: string;
  mappedTestIds: number[];
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/** A product as listed: with counts over its living tests and features. */
export interface ProductRow {
  id: number;
  title: string;
  type: string | null;
  description: string | null;
  testCount: number;
  featureCount: number;
  testsLast30Days: number;
  testsLast90Days: number;
  lastTestEndAt: Date | null;
  featuresSyncedAt: Date | null;
  syncedAt: Date;
  deletedAt: Date | null;
}

/** A test as listed: lean, never with `data`. */
export interface TestRow {
  id: number;
  productId: number;
  title: string;
  status: string;
  reviewStatus: string | null;
  testingType: string | null;
  duration: string | null;
  startAt: Date | null;
  endAt: Date | null;
  goal: string | null;
  environment: { id: number | null; title: string | null; url: string | null } | null;
  syncedAt: Date;
  bugsSyncedAt: Date | null;
  deletedAt: Date | null;
}

/** One test with all that is stored about it. */
export interface TestDetails extends TestRow {
  sectionId: number | null;
  instructions: string | null;
  outOfScope: string | null;
  enableLow: boolean | null;
  enableHigh: boolean | null;
  enableCritical: boolean | null;
  createdBy: string | null;
  submittedBy: string | null;
  features: TestFeatureWrite[];
  platforms: TestPlatformWrite[];
  data: JsonObject;
}

export interface Page<Row> {
  rows: Row[];
  /** Rows that match, over all pages. */
  total: number;
}

export const TEST_SORTS = ["end_at", "start_at", "status", "title"] as const;
export type TestSort = (typeof TEST_SORTS)[number];
export const PRODUCT_SORTS = ["title", "product_type", "last_synced"] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];
export type SortOrder = "asc" | "desc";

export interface TestQuery {
  productId?: number;
  statuses?: readonly string[];
  testingTypes?: readonly string[];
  /** Only tests that end at or after this moment. */
  endFrom?: Date;
  /** Only tests that end before this moment. */
  endBefore?: Date;
  includeDeleted?: boolean;
  sort?: TestSort;
  order?: SortOrder;
  limit: number;
  offset: number;
}

export interface ProductQuery {
  search?: string;
  types?: readonly string[];
  ids?: readonly number[];
  includeDeleted?: boolean;
  sort?: ProductSort;
  order?: SortOrder;
  limit: number;
  offset: number;
  /** The moment from which "last 30 days" is counted. */
  now: Date;
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
  state: SyncState | null;
}

/** Counts of what is stored (living rows only) and where. */
export interface StoreStats {
  path: string;
  /** Size of the database file and its write-ahead log; 0 in memory. */
  sizeBytes: number;
  products: number;
  productsSynced: number;
  sections: number;
  features: number;
  tests: number;
  bugs: number;
  users: number;
  deletedTests: number;
  testsNeverFetchedBugs: number;
  problemPositions: number;
  oldestTestEndAt: Date | null;
  newestTestEndAt: Date | null;
  lastSyncCompletedAt: Date | null;
}

/** Reads. None of them waits for a writer. */
export interface StoreReader {
  listProducts(query: ProductQuery): Promise<Page<ProductRow>>;
  getProduct(id: number, now: Date): Promise<ProductRow | null>;
  listSections(productId: number): Promise<SectionWrite[]>;
  listTests(query: TestQuery): Promise<Page<TestRow>>;
  getTest(id: number): Promise<TestDetails | null>;
  knownTests(ids: readonly number[]): Promise<KnownTest[]>;
  getSyncState(productId: number, phase: SyncPhaseName): Promise<SyncState | null>;
  listSyncStates(phase: SyncPhaseName): Promise<SyncState[]>;
  /** Newest first. */
  listSyncEvents(limit: number): Promise<SyncEvent[]>;
  listProblemPositions(productId?: number): Promise<ProblemPosition[]>;
  productSyncSummaries(): Promise<ProductSyncSummary[]>;
  getMetadata(key: string): Promise<string | null>;
  stats(): Promise<StoreStats>;
}

/** Writes of one transaction: all of them happen, or none. Multi-row statements, never row by row. */
export interface StoreWriter {
  upsertProducts(products: readonly ProductWrite[], syncedAt: Date): Promise<UpsertCounts>;
  /** Upserts, and tombstones the product's features that are no longer listed; stamps `features_synced_at`. */
  replaceFeatures(productId: number, features: readonly FeatureWrite[], syncedAt: Date): Promise<UpsertCounts>;
  upsertUserStories(stories: readonly UserStoryWrite[], syncedAt: Date): Promise<UpsertCounts>;
  /**
   * Upserts tests with their features and platforms. A new row gets `pass` as its `sync_pass`; so does a stored row whose
   * `sync_pass` is null or greater than `anchorPass`. Rows with `sync_pass <= anchorPass` keep theirs. `pass: null` changes no
   * `sync_pass` (a test stored by other means than a pass). A tombstone is lifted: the test is listed again.
   */
  upsertTests(
    tests: readonly TestWrite[],
    context: { pass: number | null; anchorPass: number; syncedAt: Date },
  ): Promise<UpsertCounts>;
  upsertBugs(bugs: readonly BugWrite[], syncedAt: Date): Promise<UpsertCounts>;
  stampBugsSynced(testIds: readonly number[], syncedAt: Date): Promise<void>;
  upsertUsers(users: readonly { username: string; type: "tester" | "customer" }[], seenAt: Date): Promise<UpsertCounts>;
  /** Sets `deleted_at` on living rows; returns how many. */
  tombstone(
    entity: "products" | "features" | "tests" | "bugs",
    ids: readonly number[],
    deletedAt: Date,
  ): Promise<number>;
  putSyncState(state: SyncState): Promise<void>;
  startSyncEvent(start: SyncEventStart): Promise<number>;
  endSyncEvent(id: number, end: SyncEventEnd): Promise<void>;
  /** Turns every `running` event into `interrupted`; returns how many. Only for who holds the sync lock: they are all dead. */
  interruptSyncEvents(at: Date): Promise<number>;
  putProblemPosition(position: Omit<ProblemPosition, "id">): Promise<void>;
  deleteProblemPositions(ids: readonly number[]): Promise<void>;
  setMetadata(key: string, value: string): Promise<void>;
  deleteMetadata(key: string): Promise<void>;
}

/**
 * The name of the `sync_metadata` key that holds the fencing token of whoever owns the sync lock. A write transaction
 * given a `fence` fails with `WriteFencedError` unless the stored token is that one: a process that lost the lock while
 * it was stopped can write no more.
 */
export const FENCE_KEY = "sync_lock_token";
/** `sync_metadata` key: when a complete successful sync last ended (ISO 8601, UTC). */
export const LAST_SYNC_COMPLETED_KEY = "last_sync_completed";

/** The data of one customer. Every read and write is bound to that customer; no call can reach another's rows. */
export interface Store extends StoreReader {
  readonly customerId: number;
  /** The database file, or `:memory:`. */
  readonly path: string;
  readonly inMemory: boolean;
  /**
   * Runs `work` in one write transaction: commits when it resolves, rolls back when it rejects. Transactions of one
   * store run one after another; a writer in another process is waited for without blocking the event loop.
   */
  write<T>(work: (tx: StoreWriter) => Promise<T>, options?: { fence?: string }): Promise<T>;
  /** Gives unused space back to the file system (`VACUUM`), when that is worth it or `force` is set. */
  compact(options?: { force?: boolean }): Promise<{ compacted: boolean; bytesFreed: number }>;
  close(): Promise<void>;
}

export interface OpenStoreOptions {
  /** Database file; its directory is made (0700) and the file created (0600) if missing. `:memory:` keeps nothing on disk. */
  path: string;
  customerId: number;
  /** How long to wait for a writer in another process, in milliseconds. Default 15,000. */
  busyTimeoutMs?: number;
}
