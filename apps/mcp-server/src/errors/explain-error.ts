import { ToolError, type ToolErrorCode } from "./tool-error.js";

/** What to do about each error that a person can do something about, by the `name` of its class. */
const NEXT_STEPS: Readonly<Record<string, { next: string; code: ToolErrorCode }>> = {
  InvalidQueryError: { next: "Correct that value and call the tool again.", code: "invalid_arguments" },
  InvalidSinceError: {
    next: "Call sync_data again with such a value, or without since.",
    code: "invalid_arguments",
  },
  MissingTokenError: {
    next: "Set the token and restart the server. What is already stored can still be asked for.",
    code: "unavailable",
  },
  ApiAuthenticationError: {
    next: "Check TESTIO_CUSTOMER_API_TOKEN and restart the server. What is stored can still be asked for.",
    code: "upstream",
  },
  ReportFileError: { next: "Call the tool again with another output_file, or without one.", code: "invalid_arguments" },
  SyncLockUnavailableError: { next: "Set that right and call the tool again.", code: "unavailable" },
  SyncLockedError: {
    next: "Wait until it has ended, then call sync_data again. Stored data can be asked for meanwhile.",
    code: "conflict",
  },
  SyncScopeError: { next: "Ask for one of the allowed products.", code: "not_allowed" },
};

const API_NEXT_STEP =
  "Call health_check to see whether TestIO can be reached, and try again. Stored data can still be asked for.";
const STORE_NEXT_STEP = "Call health_check to see the state of the database.";

/**
 * Turns whatever a tool threw into something a person can act on. Only errors whose messages were written for people
 * are passed on; of any other nothing is shown.
 */
export async function explainError(error: unknown, tool: string): Promise<ToolError> {
  if (error instanceof ToolError) return error;
  if (!(error instanceof Error)) return unexpected(tool);
  if (error.name === "NotFoundError" && "hint" in error && typeof error.hint === "string") {
    const why = "why" in error && typeof error.why === "string" ? error.why : null;
    const what = error.message
      .replace(error.hint, "")
      .replace(why ?? "", "")
      .trim();
    return new ToolError(
      what,
      why ?? "The id is wrong, or what it stands for was never synced.",
      error.hint,
      null,
      "not_found",
    );
  }
  const what = `${tool} could not answer.`;
  const known = NEXT_STEPS[error.name];
  if (known !== undefined) return new ToolError(what, withField(error), known.next, null, known.code);
  // Loaded only now: a server that never fails never needs them, and one that does has loaded them already.
  const { isApiError } = await import("@testio/api-client");
  if (isApiError(error)) return new ToolError(what, error.message, API_NEXT_STEP, null, "upstream");
  const { isStoreError } = await import("@testio/store");
  if (isStoreError(error)) return new ToolError(what, error.message, STORE_NEXT_STEP, null, "unavailable");
  return unexpected(tool);
}

/** The message of an error about one parameter always names it. */
function withField(error: Error): string {
  const field = "field" in error && typeof error.field === "string" ? error.field : null;
  return field === null || error.message.includes(field) ? error.message : `${field}: ${error.message}`;
}

function unexpected(tool: string): ToolError {
  return new ToolError(
    `${tool} could not answer.`,
    "Something unexpected went wrong inside the server; your question is not the cause.",
    "Try again. If it happens again, the server's log (its error output) has the details.",
  );
}
