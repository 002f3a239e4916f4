import { StoreError } from "./store-error.js";

/** Another process held the write lock for longer than the store was told to wait. */
export class StoreLockedError extends StoreError {
  override name = "StoreLockedError";

  constructor(path: string, waitedMs: number, options?: ErrorOptions) {
    super(
      path,
      `The database ${path} is in use: another program has been writing to it for more than ${Math.round(waitedMs / 100) / 10} s. Wait for it to finish, or end it, and try again.`,
      options,
    );
  }
}
