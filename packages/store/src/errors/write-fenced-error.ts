import { StoreError } from "./store-error.js";

/** The write was refused: since it was prepared, another process has taken over the sync lock. Nothing was written. */
export class WriteFencedError extends StoreError {
  override name = "WriteFencedError";

  constructor(path: string) {
    super(
      path,
      `Nothing was written to ${path}: another process has taken over the sync since. Let it finish, then sync again if needed.`,
    );
  }
}
