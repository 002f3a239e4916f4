/** Somebody was asked, and did not say yes. */
export class NotConfirmedError extends Error {
  override readonly name = "NotConfirmedError";

  /** @param deed what was not done: `deleted` */
  constructor(deed = "deleted") {
    super(`Nothing was ${deed}, since the answer was not yes.`);
  }
}
