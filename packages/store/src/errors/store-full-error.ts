import { StoreError } from "./store-error.js";

/** The disk has no room left. What was being written was rolled back. */
export class StoreFullError extends StoreError {
  override name = "StoreFullError";

  constructor(path: string, options?: ErrorOptions) {
    super(
      path,
      `There is no room left on the disk for the database ${path}. What was being written was rolled back. Free some space and try again, or set TESTIO_DB_PATH to another disk.`,
      options,
    );
  }
}
