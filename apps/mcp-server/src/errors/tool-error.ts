import type { JsonObject } from "@testio/store";

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
  ) {
    super(`${what} ${why} ${next}`);
  }
}
