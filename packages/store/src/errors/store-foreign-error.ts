import { StoreError } from "./store-error.js";

/** The file is a sound SQLite database, but of another program (an earlier tool used the same default path). */
export class StoreForeignError extends StoreError {
  override name = "StoreForeignError";

  constructor(path: string, options?: ErrorOptions) {
    super(
      path,
      `The database ${path} belongs to another program, or to the Python version of this one. Nothing was changed. Move it away, or set TESTIO_DB_PATH to another file.`,
      options,
    );
  }
}
