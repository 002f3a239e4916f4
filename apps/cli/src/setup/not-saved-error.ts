/** Somebody looked at what would be saved, and did not want it. */
export class NotSavedError extends Error {
  override readonly name = "NotSavedError";

  constructor() {
    super("Nothing was saved.");
  }
}
