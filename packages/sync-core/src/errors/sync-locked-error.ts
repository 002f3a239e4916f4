/** Another sync of the same database is running and did not end while this one waited. */
export class SyncLockedError extends Error {
  override readonly name = "SyncLockedError";

  constructor(
    /** Who holds the lock, in words: process, host and start time. */
    readonly holder: string,
    readonly lockPath: string,
  ) {
    super(`Another sync is running (${holder}). Wait for it to end and run this one again; its lock is ${lockPath}.`);
  }
}
