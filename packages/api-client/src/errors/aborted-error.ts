import { ApiError } from "./api-error.js";

/**
 * The caller's signal was aborted, or the client was closed. Always this class, whatever the signal's own reason; it is
 * not counted among the API's errors.
 */
export class ApiAbortedError extends ApiError {
  override readonly name = "ApiAbortedError";

  constructor(endpoint: string, by: "caller" | "close") {
    super(
      by === "caller"
        ? `The request for ${endpoint} was cancelled.`
        : `The request for ${endpoint} was cancelled because the API client is closed. Create a new one to go on.`,
      { endpoint, status: null, transient: false },
    );
  }
}
