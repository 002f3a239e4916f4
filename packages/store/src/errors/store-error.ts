/**
 * What every error of the store has in common: the database it is about. Recognise it with {@link isStoreError} rather
 * than `instanceof`, which fails when two copies of the package are installed.
 */
export class StoreError extends Error {
  override name = "StoreError";
  readonly isStoreError = true;
  /** The database file, or `:memory:`. */
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/** Whether `error` comes from a store, whichever copy of the package made it. */
export function isStoreError(error: unknown): error is StoreError {
  return error instanceof Error && "isStoreError" in error && error.isStoreError === true;
}
