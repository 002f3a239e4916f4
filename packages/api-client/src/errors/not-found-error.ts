import { ApiError } from "./api-error.js";

/** 404: no such thing, or not this token's. */
export class ApiNotFoundError extends ApiError {
  override readonly name = "ApiNotFoundError";

  constructor(endpoint: string) {
    // What is asked for without an id is always there: only at another address it is not.
    const reason = /\d/.test(endpoint)
      ? "It was deleted, the id is wrong, or it belongs to another customer."
      : "Check the base URL of the API (TESTIO_CUSTOMER_API_BASE_URL).";
    super(`TestIO knows no ${endpoint} (404). ${reason}`, {
      endpoint,
      status: 404,
      transient: false,
    });
  }
}
