import { type ApiError, isApiError } from "@testio/api-client";

/** Passing faults in a row after which TestIO counts as gone. Each has been retried by the client before. */
const FAULTS_UNTIL_STOP = 3;

/** Keeps work of many requests from asking on, one slow failure after the other, while TestIO is gone or refuses the token. */
export class Brake {
  #faults = 0;
  #reason: ApiError | null = null;

  /** Why nothing more is to be asked; null while all is well. */
  get reason(): ApiError | null {
    return this.#reason;
  }

  /** What came of a request: the error it failed with, or null. */
  note(error: unknown): void {
    if (!isApiError(error) || !isGone(error)) {
      this.#faults = 0;
      return;
    }
    this.#faults += 1;
    if (!error.transient || this.#faults >= FAULTS_UNTIL_STOP) this.#reason ??= error;
  }
}

/** Whether the failure says nothing of what was asked for: anything else would have failed alike. */
function isGone({ name, transient }: ApiError): boolean {
  return transient || name === "ApiAuthenticationError" || name === "ApiAbortedError";
}
