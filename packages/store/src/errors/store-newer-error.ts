import { StoreError } from "./store-error.js";

/** The database has migrations this version of the program does not know: a newer version has opened it. */
export class StoreNewerError extends StoreError {
  override name = "StoreNewerError";
  /** Names of the unknown migrations. */
  readonly unknownMigrations: readonly string[];

  constructor(path: string, unknownMigrations: readonly string[], options?: ErrorOptions) {
    super(
      path,
      `The database ${path} was made by a newer version of this program (${unknownMigrations.join(", ")}). Nothing was changed. Update testio-mcp, or set TESTIO_DB_PATH to another file.`,
      options,
    );
    this.unknownMigrations = unknownMigrations;
  }
}
