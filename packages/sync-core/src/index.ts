export { startBackgroundSync } from "./background/start-background-sync.js";
export { readBackgroundState } from "./background/stored-state.js";
export {
  BACKGROUND_ACTIVITIES,
  type BackgroundActivity,
  type BackgroundState,
  type BackgroundSync,
  type BackgroundSyncOptions,
  type Clock,
} from "./background/types.js";
export { executeSync } from "./engine.js";
export { EmptyTestListError } from "./errors/empty-test-list-error.js";
export { SyncLockUnavailableError } from "./errors/sync-lock-unavailable-error.js";
export { SyncLockedError } from "./errors/sync-locked-error.js";
export { SyncOptionsError } from "./errors/sync-options-error.js";
export { SyncScopeError } from "./errors/sync-scope-error.js";
export { createFreshness } from "./freshness/create-freshness.js";
export type { EnsureOptions, Freshness, FreshnessReport, FreshnessRequest, StaleEntry } from "./freshness/types.js";
export { readSyncLock } from "./locking/read-sync-lock.js";
export { lockPathOf } from "./locking/sync-lock.js";
export { DEFAULT_PHASES, modeOf } from "./run/mode.js";
export type {
  ProductPlan,
  SyncIssue,
  SyncLockOptions,
  SyncLogEntry,
  SyncOptions,
  SyncPlan,
  SyncProgressEvent,
  SyncRequest,
  SyncResult,
  SyncScope,
  SyncSettings,
} from "./types.js";
