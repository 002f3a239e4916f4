import type { JsonObject } from "@testio/store";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ToolError, ToolErrorCode } from "../errors/tool-error.js";

/** The HTTP status of each kind of failure. */
export const STATUS_OF: Readonly<Record<ToolErrorCode, ContentfulStatusCode>> = {
  invalid_arguments: 400,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  cancelled: 503,
  failed: 500,
  upstream: 502,
  unavailable: 503,
};

/** A failed call as REST answers it. */
export function errorAnswer({ what, why, next, code, result }: ToolError): {
  status: ContentfulStatusCode;
  body: JsonObject;
} {
  return {
    status: STATUS_OF[code],
    body: { error: code, message: `${what} ${why}`, next, ...(result === null ? {} : { result }) },
  };
}
