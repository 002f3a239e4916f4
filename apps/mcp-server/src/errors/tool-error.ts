import type { JsonObject } from "@testio/store";

/** What kind of failure it was, for callers that are programs. */
export type ToolErrorCode =
  /** The question is wrong. */
  | "invalid_arguments"
  | "not_found"
  /** A setting of this server does not allow it. */
  | "not_allowed"
  /** Something else is in the way, such as a sync that is running. */
  | "conflict"
  /** TestIO did not answer, or refused. */
  | "upstream"
  /** The database, or a setting it needs, is missing. */
  | "unavailable"
  | "cancelled"
  | "failed";

/** A failure in the three parts every answer to a failed call has. All of them are shown to the user. */
export class ToolError extends Error {
  override readonly name = "ToolError";

  constructor(
    /** What happened. */
    readonly what: string,
    readonly why: string,
    /** What to do next. */
    readonly next: string,
    /** What there is to say in structured form, when the failure still has figures. */
    readonly result: JsonObject | null = null,
    readonly code: ToolErrorCode = "failed",
  ) {
    super(`${what} ${why} ${next}`);
  }
}
