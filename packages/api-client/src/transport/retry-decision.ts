import type { ApiError } from "../errors/api-error.js";
import { ApiNetworkError } from "../errors/network-error.js";
import { ApiRateLimitError } from "../errors/rate-limit-error.js";
import { ApiResponseFormatError } from "../errors/response-format-error.js";
import { ApiTimeoutError } from "../errors/timeout-error.js";
import { ApiUnavailableError } from "../errors/unavailable-error.js";

/**
 * Whether asking again at once may help: 429, 502, 503, 504, timeouts, resets, truncated answers. Not a 500, which means
 * a bad record; not a refused connection or an unknown host, where failing fast serves the user better.
 */
export function isRetried(error: ApiError): boolean {
  if (error instanceof ApiNetworkError) return error.failure === "reset";
  if (error instanceof ApiTimeoutError) return error.scope === "attempt";
  return (
    error instanceof ApiRateLimitError ||
    error instanceof ApiUnavailableError ||
    (error instanceof ApiResponseFormatError && error.problem === "truncated")
  );
}

/** What the server asked for with this failure, in milliseconds. */
export function retryAfterOf(error: ApiError): number | null {
  return error instanceof ApiRateLimitError || error instanceof ApiUnavailableError ? error.retryAfterMs : null;
}
