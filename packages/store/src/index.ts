export { StoreCorruptError } from "./errors/store-corrupt-error.js";
export { isStoreError, StoreError } from "./errors/store-error.js";
export { StoreForeignError } from "./errors/store-foreign-error.js";
export { StoreFullError } from "./errors/store-full-error.js";
export { StoreIdOutOfRangeError } from "./errors/store-id-out-of-range-error.js";
export { StoreLockedError } from "./errors/store-locked-error.js";
export { StoreNewerError } from "./errors/store-newer-error.js";
export { StoreReadOnlyError } from "./errors/store-read-only-error.js";
export { StoreUnavailableError } from "./errors/store-unavailable-error.js";
export { WriteFencedError } from "./errors/write-fenced-error.js";
export { openStore } from "./open-store.js";
export type {
  BugDeviceWrite,
  BugWrite,
  EntityCounts,
  FeatureWrite,
  JsonData,
  JsonObject,
  KnownTest,
  OpenStoreOptions,
  Page,
  ProblemPosition,
  ProductIdentity,
  ProductQuery,
  ProductRow,
  ProductSort,
  ProductSyncStatus,
  ProductSyncSummary,
  ProductWrite,
  SectionWrite,
  SortOrder,
  Store,
  StoreReader,
  StoreStats,
  StoreWriter,
  SyncEvent,
  SyncEventEnd,
  SyncEventPhase,
  SyncEventStart,
  SyncMode,
  SyncPhaseName,
  SyncState,
  SyncStatus,
  SyncTrigger,
  TestDetails,
  TestFeatureWrite,
  TestPlatformWrite,
  TestQuery,
  TestRow,
  TestSort,
  TestStamp,
  TestStatus,
  TestWrite,
  UpsertCounts,
  UserStoryWrite,
} from "./types.js";
export {
  BACKGROUND_SYNC_KEY,
  FENCE_KEY,
  FINAL_TEST_STATUSES,
  LAST_SYNC_COMPLETED_KEY,
  PRODUCT_SORTS,
  SYNC_MODES,
  SYNC_PHASES,
  SYNC_STATUSES,
  SYNC_TRIGGERS,
  TEST_SORTS,
  TEST_STATUSES,
} from "./types.js";
