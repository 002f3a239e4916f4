import { isApiError } from "@testio/api-client";

/** Whether a list page failed for a record on it: only 500 means that. 502, 503, 504 and timeouts pass by themselves. */
export function isBadRecordError(error: unknown): boolean {
  return isApiError(error) && error.name === "ApiServerError" && error.status === 500;
}
