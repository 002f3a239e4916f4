/** TestIO answered an empty test list for a product whose tests still exist. */
export class EmptyTestListError extends Error {
  override readonly name = "EmptyTestListError";

  constructor(
    readonly product: string,
    readonly stored: number,
    readonly stillThere: number,
  ) {
    super(
      `TestIO answered an empty list of tests for ${product}, though ${stored} are stored and test ${stillThere} still exists. ` +
        "Nothing was changed; the next sync asks again. If it stays so, tell TestIO support.",
    );
  }
}
