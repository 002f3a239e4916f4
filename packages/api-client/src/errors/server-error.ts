import { ApiError } from "./api-error.js";

/**
 * 500, or another 5xx that is not known to pass. On a list page a 500 means that one bad record makes the whole page
 * fail, every time: asking again is useless, isolating the record by smaller pages is not.
 */
export class ApiServerError extends ApiError {
  override readonly name = "ApiServerError";

  constructor(endpoint: string, status: number) {
    super(
      `TestIO failed while answering ${endpoint} (${status}). If it is a list and fails every time, one of its ` +
        "records is broken: report it to TestIO support.",
      { endpoint, status, transient: false },
    );
  }
}
