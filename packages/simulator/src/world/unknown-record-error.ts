/** A change names a record that does not exist (any more). */
export class UnknownRecordError extends Error {
  override readonly name = "UnknownRecordError";

  constructor(
    readonly kind: "product" | "feature" | "test" | "bug",
    readonly id: number,
  ) {
    super(`The simulated customer has no ${kind} ${id}.`);
  }
}
