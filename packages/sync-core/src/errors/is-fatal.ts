import { isApiError } from "@testio/api-client";
import { isStoreError } from "@testio/store";

/** Whether an error ends the whole run: a refused token and a database that cannot be written fail for every product alike. */
export function isFatal(error: unknown): boolean {
  return isStoreError(error) || (isApiError(error) && error.name === "ApiAuthenticationError");
}
