/** A property of the engine that a history broke. Its name says which one, its message why. */
export class InvariantBroken extends Error {
  override readonly name = "InvariantBroken";

  constructor(
    readonly invariant: string,
    readonly detail: string,
    /** After which step of the history. */
    readonly when: string = "",
  ) {
    super(`[${invariant}] ${when}${detail}`);
  }
}

/** @throws InvariantBroken unless `condition` */
export function holds(condition: boolean, invariant: string, detail: () => string): asserts condition {
  if (!condition) throw new InvariantBroken(invariant, detail());
}
