/** Undoes the transaction that would delete bugs because an answer has none at all. Never leaves this folder. */
export class EmptyAnswerError extends Error {
  override readonly name = "EmptyAnswerError";
}
