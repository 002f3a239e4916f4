import { StoreError } from "./store-error.js";

/** The file cannot be opened, made, reached, read or written: it is a directory, permission is missing, the disk fails. */
export class StoreUnavailableError extends StoreError {
  override name = "StoreUnavailableError";

  /** @param reason A few words on what stands in the way. */
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      path,
      `The database ${path} cannot be used: ${reason}. Check the path, its permissions and its disk, or set TESTIO_DB_PATH to another file.`,
      options,
    );
  }
}
