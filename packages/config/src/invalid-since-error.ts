/** A text is not a date in the past. */
export class InvalidSinceError extends Error {
  override readonly name = "InvalidSinceError";

  constructor(text: string, reason: string) {
    super(`${JSON.stringify(text)} ${reason}. Write a date such as 2026-01-31, or words such as "90 days ago".`);
  }
}
