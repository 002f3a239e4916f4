import { ApiError } from "./api-error.js";

/** 502, 503 or 504: a passing fault of TestIO or of something in front of it. */
export class ApiUnavailableError extends ApiError {
  override readonly name = "ApiUnavailableError";
  /** What the server asked for in `Retry-After`, uncapped; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(endpoint: string, status: number, retryAfterMs: number | null) {
    super(`TestIO is not available at the moment (${status} for ${endpoint}). Try again in a few minutes.`, {
      endpoint,
      status,
      transient: true,
    });
    this.retryAfterMs = retryAfterMs;
  }
}
