/** Somebody left at a question (Ctrl-C, Ctrl-D or Escape). Nothing was changed until then. */
export class LeftError extends Error {
  override readonly name = "LeftError";

  constructor() {
    super("Nothing was changed.");
  }
}
