import { StoreError } from "./store-error.js";

/** The file is damaged, or is no SQLite database at all. It is left as it is. */
export class StoreCorruptError extends StoreError {
  override name = "StoreCorruptError";

  constructor(path: string, options?: ErrorOptions) {
    super(
      path,
      `The database ${path} is damaged or not a SQLite database. Nothing was changed. Move it away (or restore a backup) and sync again to build a new one, or set TESTIO_DB_PATH to another file.`,
      options,
    );
  }
}
