import { expect } from "vitest";

/** The error `work` ends with; it must end with one. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail("it should have failed"),
    (error: unknown) => error,
  );
