import { ToolError } from "./tool-error.js";

/** What to do about each error that a person can do something about, by the `name` of its class. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  InvalidQueryError: "Correct that value and call the tool again.",
  InvalidSinceError: "Call sync_data again with such a value, or without since.",
  MissingTokenError: "Set the token and restart the server. What is already stored can still be asked for.",
  ApiAuthenticationError:
    "Check TESTIO_CUSTOMER_API_TOKEN and restart the server. What is stored can still be asked for.",
  SyncLockUnavailableError: "Set that right and call the tool again.",
  SyncLockedError: "Wait until it has ended, then call sync_data again. Stored data can be asked for meanwhile.",
  SyncScopeError: "Ask for one of the allowed products.",
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
    return new ToolError(what, why ?? "The id is wrong, or what it stands for was never synced.", error.hint);
  }
  const what = `${tool} could not answer.`;
  const next = NEXT_STEPS[error.name];
  if (next !== undefined) return new ToolError(what, error.message, next);
  // Loaded only now: a server that never fails never needs them, and one that does has loaded them already.
  const { isApiError } = await import("@testio/api-client");
  if (isApiError(error)) return new ToolError(what, error.message, API_NEXT_STEP);
  const { isStoreError } = await import("@testio/store");
  if (isStoreError(error)) return new ToolError(what, error.message, STORE_NEXT_STEP);
  return unexpected(tool);
}

function unexpected(tool: string): ToolError {
  return new ToolError(
    `${tool} could not answer.`,
    "Something unexpected went wrong inside the server; your question is not the cause.",
    "Try again. If it happens again, the server's log (its error output) has the details.",
  );
}
