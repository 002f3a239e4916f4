import { ApiError } from "./api-error.js";

/** 401: the token is missing, wrong or revoked. */
export class ApiAuthenticationError extends ApiError {
  override readonly name = "ApiAuthenticationError";

  constructor(endpoint: string) {
    super("TestIO refused the token (401). Check that TESTIO_CUSTOMER_API_TOKEN is complete and still valid.", {
      endpoint,
      status: 401,
      transient: false,
    });
  }
}
