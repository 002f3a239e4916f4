/** Somebody was asked, and did not say yes. */
export class NotConfirmedError extends Error {
  override readonly name = "NotConfirmedError";

  constructor() {
    super("Nothing was deleted, since the answer was not yes.");
  }
}
