import type { ServerContext } from "../../context/server-context.js";
import { explainError } from "../../errors/explain-error.js";

/** What went wrong, in words; the log has the rest. */
export async function problemOf(context: ServerContext, error: unknown): Promise<string> {
  const { why, code } = await explainError(error, "the dashboard");
  if (code !== "invalid_arguments") context.log.warn({ err: error }, "A part of the dashboard could not be read");
  return why;
}
