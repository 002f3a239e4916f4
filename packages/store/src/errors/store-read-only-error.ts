import { StoreError } from "./store-error.js";

/** The file or its directory cannot be written to. */
export class StoreReadOnlyError extends StoreError {
  override name = "StoreReadOnlyError";

  constructor(path: string, options?: ErrorOptions) {
    super(
      path,
      `The database ${path} cannot be written to: the file, its directory or its disk is read-only. Make it writable, or set TESTIO_DB_PATH to a writable place.`,
      options,
    );
  }
}
