/** Two options of a sync contradict each other. */
export class SyncOptionsError extends Error {
  override readonly name = "SyncOptionsError";

  constructor(
    readonly first: string,
    readonly second: string,
  ) {
    super(`A sync cannot be both ${first} and ${second}. Choose one of the two.`);
  }
}
