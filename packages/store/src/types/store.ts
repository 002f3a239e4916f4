import type {
  Page,
  ProductIdentity,
  ProductQuery,
  ProductRow,
  ProductSyncStatus,
  StoreStats,
  TestDetails,
  TestQuery,
  TestRow,
} from "./reads.js";
import type {
  KnownTest,
  ProblemPosition,
  ProductSyncSummary,
  SyncEvent,
  SyncEventEnd,
  SyncEventStart,
  SyncPhaseName,
  SyncState,
} from "./sync.js";
import type {
  BugWrite,
  FeatureWrite,
  ProductWrite,
  SectionWrite,
  TestWrite,
  UpsertCounts,
  UserStoryWrite,
} from "./writes.js";

/**
 * Reads. None of them waits for a writer, nor sees what a transaction has not committed yet (in memory, where there is
 * one connection only, it does see it).
 */
export interface StoreReader {
  listProducts(query: ProductQuery): Promise<Page<ProductRow>>;
  getProduct(id: number): Promise<ProductIdentity | null>;
  /** {@link getProduct} and {@link getSyncState} in one query. */
  getProductSyncStatus(id: number, phase: SyncPhaseName): Promise<ProductSyncStatus | null>;
  listSections(productId: number): Promise<SectionWrite[]>;
  listTests(query: TestQuery): Promise<Page<TestRow>>;
  /** Also answers a test that is gone upstream: see its `deletedAt`. So does {@link getProduct}. */
  getTest(id: number): Promise<TestDetails | null>;
  knownTests(ids: readonly number[]): Promise<KnownTest[]>;
  getSyncState(productId: number, phase: SyncPhaseName): Promise<SyncState | null>;
  listSyncStates(phase: SyncPhaseName): Promise<SyncState[]>;
  /** Newest first. */
  listSyncEvents(limit: number): Promise<SyncEvent[]>;
  listProblemPositions(productId?: number): Promise<ProblemPosition[]>;
  /** Living products by title, each with its NEW_TESTS state. */
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
  /** `updated` stays 0: that somebody was seen again changes no more than a time. */
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
  /** One row per product, position and page size; a second one replaces the first, but for its `firstSeenAt`. */
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
   * store run one after another; a writer in another process is waited for without blocking the event loop. A call to
   * `write` inside of `work` is refused; reads inside of it see the database as it was before.
   *
   * @throws {StoreLockedError} another process kept writing for longer than `busyTimeoutMs`.
   * @throws {StoreFullError | StoreCorruptError | StoreReadOnlyError | StoreUnavailableError} the file went bad.
   * @throws {WriteFencedError} the `fence` is no longer the stored one.
   * @throws {StoreIdOutOfRangeError} an id is not a whole number from 0 to 2^36 - 1.
   */
  write<T>(work: (tx: StoreWriter) => Promise<T>, options?: { fence?: string }): Promise<T>;
  /** Gives unused space back to the file system (`VACUUM`), when over a quarter and 10 MB of it is unused, or `force` is set. Blocks this process while it runs. */
  compact(options?: { force?: boolean }): Promise<{ compacted: boolean; bytesFreed: number }>;
  close(): Promise<void>;
}

export interface OpenStoreOptions {
  /** Database file; its directory is made (0700) and the file created (0600) if missing. `:memory:` keeps nothing on disk. */
  path: string;
  /** A whole number from 0 to 2^24 - 1. */
  customerId: number;
  /** How long to wait for a writer in another process, in milliseconds. Default 15,000. */
  busyTimeoutMs?: number;
}
