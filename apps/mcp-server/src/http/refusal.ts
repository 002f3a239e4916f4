import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

interface Words {
  /** What happened. */
  message: string;
  /** What to do. */
  next: string;
}

/** An error answer of the HTTP server, in the form all of them have. */
export function refusal(context: Context, status: ContentfulStatusCode, error: string, words: Words): Response {
  return context.json({ error, ...words }, status);
}
