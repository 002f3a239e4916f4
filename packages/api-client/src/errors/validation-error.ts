import { ApiError } from "./api-error.js";

/** 422 and every other 4xx: the API does not accept the question, e.g. features of a product with sections asked without one. */
export class ApiValidationError extends ApiError {
  override readonly name = "ApiValidationError";

  constructor(endpoint: string, status: number) {
    super(
      `TestIO does not accept the request for ${endpoint} (${status}). ` +
        "A product with sections must be asked section by section; otherwise check the parameters.",
      { endpoint, status, transient: false },
    );
  }
}
