/** Something was named that is not in the database. The message says what, and where to look. */
export class NotStoredError extends Error {
  override readonly name = "NotStoredError";
}
