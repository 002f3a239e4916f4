/** A question makes more groups than whoever asks can hold. None of them was counted to the end. */
export class TooManyGroupsError extends Error {
  override readonly name = "TooManyGroupsError";

  /** @param most how many it may make */
  constructor(most: number) {
    super(`The question makes more than ${most} groups: narrow it down, or group by less.`);
  }
}
