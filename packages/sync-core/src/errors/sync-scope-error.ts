/** The products asked for are outside what this installation may sync (`TESTIO_PRODUCT_IDS`). */
export class SyncScopeError extends Error {
  override readonly name = "SyncScopeError";

  constructor(
    readonly outside: readonly number[],
    readonly allowed: readonly number[],
  ) {
    super(
      `Product ${outside.join(", ")} is outside TESTIO_PRODUCT_IDS (${allowed.join(", ")}). ` +
        "Ask for one of those, or change that setting.",
    );
  }
}
