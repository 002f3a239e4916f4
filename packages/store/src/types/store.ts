import type { AggregateReader } from "./aggregate.js";
import type { BugReader } from "./bug-reads.js";
import type { FeatureReader } from "./feature-reads.js";
import type {
  EntityCounts,
  Page,
  ProductFigures,
  ProductIdentity,
  ProductQuery,
  ProductRow,
  ProductSyncStatus,
  StoreStats,
  TestDetails,
  TestQuery,
  TestRow,
  TestStamp,
} from "./reads.js";
import type { ReportReader } from "./report-reads.js";
import type { SearchReader } from "./search.js";
import type {
  KnownTest,
  ProblemPosition,
  ProductSyncSummary,
  SyncEvent,
  SyncEventEnd,
  SyncEventStart,
  SyncOutcome,
  SyncPhaseName,
  SyncState,
} from "./sync.js";
import type { UserReader } from "./user-reads.js";
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
export interface StoreReader extends BugReader, ReportReader, AggregateReader, SearchReader, FeatureReader, UserReader {
  listProducts(query: ProductQuery): Promise<Page<ProductRow>>;
  getProduct(id: number): Promise<ProductIdentity | null>;
  productFigures(id: number): Promise<ProductFigures>;
  /** {@link getProduct} and {@link getSyncState} in one query. */
  getProductSyncStatus(id: number, phase: SyncPhaseName): Promise<ProductSyncStatus | null>;
  /** The same of several products by id, ascending; by default of all living ones. Ids that are not stored are left out. */
  productSyncStatuses(phase: SyncPhaseName, ids?: readonly number[]): Promise<ProductSyncStatus[]>;
  listSections(productId: number): Promise<SectionWrite[]>;
  listTests(query: TestQuery): Promise<Page<TestRow>>;
  /** Also answers a test that is gone upstream: see its `deletedAt`. So does {@link getProduct}. */
  getTest(id: number): Promise<TestDetails | null>;
  knownTests(ids: readonly number[]): Promise<KnownTest[]>;
  /** Ids of the product's living tests, latest `end_at` first, those without one last. */
  livingTestIds(productId: number): Promise<number[]>;
  /** Of stored tests, living or not; ids that are not stored are left out. */
  testStamps(ids: readonly number[]): Promise<TestStamp[]>;
  /** Living tests of the product that can still change: whose status is none of {@link FINAL_TEST_STATUSES}. */
  changeableTests(productId: number): Promise<TestStamp[]>;
  /**
   * Living tests of the product whose bugs have to be fetched: never fetched, or after `now` (the clock was set back); or
   * it can still change and they were fetched before `changeableBefore`; or it became final after they were fetched
   * (`bugs_synced_at < final_seen_at`), or nobody knows when (no `final_seen_at`: an older version stored it).
   */
  testsWithDueBugs(productId: number, options: { changeableBefore: Date; now: Date }): Promise<number[]>;
  /** Whether bugs of any of the product's living tests were ever fetched. */
  bugsEverFetched(productId: number): Promise<boolean>;
  /** How many living tests the product has. */
  countTests(productId: number): Promise<number>;
  /** How many living tests of the product end after `endAt`: about where a test ending then stands in its list. */
  countTestsEndingAfter(productId: number, endAt: Date): Promise<number>;
  /** @param productIds null = all of the customer. */
  entityCounts(productIds: readonly number[] | null): Promise<EntityCounts>;
  /** SQLite's own check of the whole file (`integrity_check`), and of the search index; what is wrong in words, empty = nothing. Slow on large files. */
  checkIntegrity(): Promise<string[]>;
  getSyncState(productId: number, phase: SyncPhaseName): Promise<SyncState | null>;
  listSyncStates(phase: SyncPhaseName): Promise<SyncState[]>;
  /** By product. With `failed`, only of products whose last sync of that phase failed. */
  listSyncOutcomes(phase: SyncPhaseName, options?: { failed?: boolean }): Promise<SyncOutcome[]>;
  /** Newest first. */
  listSyncEvents(limit: number): Promise<SyncEvent[]>;
  listProblemPositions(productId?: number): Promise<ProblemPosition[]>;
  /** Living products by title. `staleBefore` (default: nothing is stale) is the moment before which a changeable test must not have been read last. */
  productSyncSummaries(options?: { staleBefore?: Date }): Promise<ProductSyncSummary[]>;
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
   * Upserts tests with their features and platforms. Every row gets `pass` as its `sync_pass`, but those of `keepPass` keep
   * theirs. With `pass: null` (a test read by other means than a pass) a new row gets none, and a stored one whose `end_at`
   * or product changes, or whose tombstone is lifted, loses its own: it now stands at a place in the list that no pass has
   * reached. A tombstone is lifted: the test exists, and its bugs have to be fetched again. `final_seen_at` becomes
   * `answeredAt` when a test is stored with a final status for the first time, and null when it has another one.
   *
   * `syncedAt` is when the tests were asked for (what changed later is not in them), `answeredAt` when the answer was there
   * (what was fetched until then may be from before the test was final). Default: the same.
   */
  upsertTests(
    tests: readonly TestWrite[],
    context: { pass: number | null; keepPass: readonly number[]; syncedAt: Date; answeredAt?: Date },
  ): Promise<UpsertCounts>;
  upsertBugs(bugs: readonly BugWrite[], syncedAt: Date): Promise<UpsertCounts>;
  /**
   * Stores the full bug list of some tests, or of a product: upserts, tombstones the living bugs in scope that are not in
   * it, and stamps `bugs_synced_at` of the tests (for a product: of its living ones). `bugs` may hold bugs of other tests.
   * In steps, with turns of the event loop between; so does {@link upsertBugs}.
   */
  replaceBugs(
    scope: { testIds: readonly number[] } | { productId: number },
    bugs: readonly BugWrite[],
    syncedAt: Date,
  ): Promise<UpsertCounts & { deleted: number }>;
  /** `updated` stays 0: that somebody was seen again changes no more than a time. */
  upsertUsers(users: readonly { username: string; type: "tester" | "customer" }[], seenAt: Date): Promise<UpsertCounts>;
  /** Sets `deleted_at` on living rows; returns how many. A test takes its living bugs with it and loses its `bugs_synced_at`. */
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
  /** Returns its id. */
  addProblemPosition(position: Omit<ProblemPosition, "id">): Promise<number>;
  updateProblemPosition(position: ProblemPosition): Promise<void>;
  deleteProblemPositions(ids: readonly number[]): Promise<void>;
  /**
   * Deletes all records, sync states and problem positions of the customer, or of some of its products; returns how many
   * records those were. Keeps `sync_events` and the fence; of the whole customer, forgets `last_sync_completed` as well.
   * In steps, so that the event loop is not held up.
   */
  wipe(productIds: readonly number[] | null): Promise<EntityCounts>;
  setMetadata(key: string, value: string): Promise<void>;
  deleteMetadata(key: string): Promise<void>;
}

/**
 * The name of the `sync_metadata` key that holds the fencing token of whoever owns the sync lock. A write transaction
 * given a `fence` fails with `WriteFencedError` unless the stored token is that one: a process that lost the lock while
 * it was stopped can write no more.
 */
export const FENCE_KEY = "sync_lock_token";

/** `sync_metadata` key: what the background sync of a running server is up to (JSON; see `@testio/sync-core`). */
export const BACKGROUND_SYNC_KEY = "background_sync";

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
  /** Gives unused space back to the file system (`VACUUM`), when over a quarter and 10 MB of it is unused, or `force` is set. Other writes wait until it is done. */
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
