import { ApiError } from "./api-error.js";

/** 429: too many requests. `retryAfterMs` is what the server asked for, uncapped; null when it did not say. */
export class ApiRateLimitError extends ApiError {
  override readonly name = "ApiRateLimitError";
  readonly retryAfterMs: number | null;

  constructor(endpoint: string, retryAfterMs: number | null) {
    const when = retryAfterMs === null ? "in a minute" : `in ${Math.ceil(retryAfterMs / 1000)} s`;
    super(
      `TestIO answers too many requests (429) for ${endpoint}. Try again ${when}, or lower MAX_CONCURRENT_API_REQUESTS.`,
      { endpoint, status: 429, transient: true },
    );
    this.retryAfterMs = retryAfterMs;
  }
}
