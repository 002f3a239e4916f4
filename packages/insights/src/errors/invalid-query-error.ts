/** A query asks for something no list can answer, such as page 0. */
export class InvalidQueryError extends Error {
  override readonly name = "InvalidQueryError";
  /** The field of the query that is wrong. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
