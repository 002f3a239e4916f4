import { ApiError } from "./api-error.js";

/** What ran out of time: one attempt, or the whole call with its retries and waiting. */
export type ApiTimeoutScope = "attempt" | "deadline";

/** No complete answer in time. */
export class ApiTimeoutError extends ApiError {
  override readonly name = "ApiTimeoutError";
  readonly scope: ApiTimeoutScope;

  /** `lastFailure`: name of the error class the last finished attempt ended with, when the deadline ran out. */
  constructor(endpoint: string, scope: ApiTimeoutScope, limitMs: number, lastFailure: string | null = null) {
    const limit = limitMs < 1000 ? `${limitMs} ms` : `${Math.round(limitMs / 1000)} s`;
    super(
      scope === "attempt"
        ? `TestIO did not answer ${endpoint} within ${limit}. Try again later, or raise HTTP_TIMEOUT_SECONDS.`
        : `The request for ${endpoint} was given up after ${limit}, retries and waiting included` +
            `${lastFailure === null ? "" : `; the last attempt ended with ${lastFailure}`}. Try again later.`,
      { endpoint, status: null, transient: true },
    );
    this.scope = scope;
  }
}
