/** Registered globally, so that an error made by another installed copy of this package is still recognised. */
const BRAND = Symbol.for("@testio/api-client/ApiError");

/** What every {@link ApiError} says besides its sentence. */
export interface ApiErrorDetails {
  /** Path with ids, relative to the base URL, without host and query. Empty when no request was made. */
  endpoint: string;
  /** HTTP status; null when no answer arrived. */
  status: number | null;
  /** Whether the same request may succeed later without anybody changing anything. */
  transient: boolean;
}

/**
 * What all failures of this client have in common. The message is a sentence for people. Neither it nor any field
 * holds the token, a header, or anything the server wrote; there is no `cause`, since an HTTP library's own error may
 * carry the request with its headers.
 */
export abstract class ApiError extends Error {
  abstract override readonly name: string;
  readonly endpoint: string;
  readonly status: number | null;
  readonly transient: boolean;

  constructor(message: string, details: ApiErrorDetails) {
    super(message);
    this.endpoint = details.endpoint;
    this.status = details.status;
    this.transient = details.transient;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether `error` is a failure of this client, also when it comes from another installed copy of this package. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && BRAND in error;
}
