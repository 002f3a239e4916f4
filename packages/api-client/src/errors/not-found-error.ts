import { ApiError } from "./api-error.js";

/** 404: no such thing, or not this token's. */
export class ApiNotFoundError extends ApiError {
  override readonly name = "ApiNotFoundError";

  constructor(endpoint: string) {
    super(`TestIO knows no ${endpoint} (404). It was deleted, the id is wrong, or it belongs to another customer.`, {
      endpoint,
      status: 404,
      transient: false,
    });
  }
}
