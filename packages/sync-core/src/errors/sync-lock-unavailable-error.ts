/** The lock file could not be made: the directory of the database is not writable, or the disk is full. */
export class SyncLockUnavailableError extends Error {
  override readonly name = "SyncLockUnavailableError";

  constructor(
    readonly lockPath: string,
    /** What stands in the way: the system's code, e.g. `EROFS`, `ENOSPC`, or a few words. */
    readonly reason: string,
    wayOut = "Check that its directory is writable and its disk has space",
  ) {
    super(
      `The sync lock ${lockPath} could not be made: ${reason}. ${wayOut}, or choose another place with TESTIO_DB_PATH.`,
    );
  }
}
