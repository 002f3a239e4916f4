import { StoreError } from "./store-error.js";

/** The file cannot be opened, made or reached: it is a directory, its parent is a file, permission is missing. */
export class StoreUnavailableError extends StoreError {
  override name = "StoreUnavailableError";

  /** @param reason A few words on what stands in the way. */
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      path,
      `The database ${path} cannot be opened: ${reason}. Check the path and its permissions, or set TESTIO_DB_PATH to another file.`,
      options,
    );
  }
}
