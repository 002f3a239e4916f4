import { ApiError } from "./api-error.js";

/** 403: the thing is not this token's, or does not exist; the API does not say which. */
export class ApiForbiddenError extends ApiError {
  override readonly name = "ApiForbiddenError";

  constructor(endpoint: string) {
    super(
      `This token may not read ${endpoint} (403). Check the id, and that the token belongs to the customer who owns it.`,
      { endpoint, status: 403, transient: false },
    );
  }
}
