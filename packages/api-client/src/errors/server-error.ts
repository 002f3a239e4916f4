import { ApiError } from "./api-error.js";

/**
 * 500, or another 5xx that is not known to pass. On a list page a 500 means that one bad record makes the whole page
 * fail, every time: asking again is useless, isolating the record by smaller pages is not.
 */
export class ApiServerError extends ApiError {
  override readonly name = "ApiServerError";

  constructor(endpoint: string, status: number) {
    super(
      `TestIO failed while answering ${endpoint} (${status}). On a list this means that one of its records is broken; ` +
        "ask for smaller pages to read the others, and report the record to TestIO.",
      { endpoint, status, transient: false },
    );
  }
}
