export { DEFAULT_PHASES, executeSync } from "./engine.js";
export { SyncLockUnavailableError } from "./errors/sync-lock-unavailable-error.js";
export { SyncLockedError } from "./errors/sync-locked-error.js";
export { SyncScopeError } from "./errors/sync-scope-error.js";
export { lockPathOf } from "./locking/sync-lock.js";
export type {
  RunnablePhase,
  SyncIssue,
  SyncLockOptions,
  SyncLogEntry,
  SyncOptions,
  SyncProgressEvent,
  SyncRequest,
  SyncResult,
  SyncScope,
  SyncSettings,
} from "./types.js";
