/** The lock file could not be made: the directory of the database is not writable, or the disk is full. */
export class SyncLockUnavailableError extends Error {
  override readonly name = "SyncLockUnavailableError";

  constructor(
    readonly lockPath: string,
    /** The system's code, e.g. `EROFS`, `ENOSPC`. */
    readonly code: string,
  ) {
    super(
      `The sync lock ${lockPath} could not be written (${code}). ` +
        "Check that its directory is writable and its disk has space, or choose another place with TESTIO_DB_PATH.",
    );
  }
}
