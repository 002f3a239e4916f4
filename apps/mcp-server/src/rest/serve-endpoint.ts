import type { JsonObject } from "@testio/store";
import type { Context, Handler } from "hono";
import { callTool } from "../call-tool.js";
import type { ServerContext } from "../context/server-context.js";
import type { Tool } from "../define-tool.js";
import { refusal } from "../http/refusal.js";
import { queryArguments } from "./arguments.js";
import { documentHeaders, documentSchema } from "./document.js";
import { type Endpoint, pathParameters } from "./endpoint.js";
import { errorAnswer } from "./error-answer.js";

const PATIENCE_MS = 2 * 60_000;
const SLOW_PATIENCE_MS = 30 * 60_000;

/** Answers an endpoint by calling its tool. */
export function serveEndpoint(endpoint: Endpoint, context: ServerContext): Handler {
  const names = pathParameters(endpoint);
  return async (request) => {
    const given =
      endpoint.method === "get" ? queryArguments(new URL(request.req.url).searchParams) : await body(request);
    if (given instanceof Response) return given;
    const path = Object.fromEntries(names.map((name) => [name, request.req.param(name) ?? ""]));
    const tooLong = AbortSignal.timeout(endpoint.slow === true ? SLOW_PATIENCE_MS : PATIENCE_MS);
    const documents = documentsAskedFor(endpoint, given);
    const outcome = await callTool(documents ?? endpoint.tool, context, {
      args: { ...given, ...path },
      signal: AbortSignal.any([request.req.raw.signal, tooLong]),
      reportProgress: () => undefined,
      whole: true,
      via: "rest",
    });
    if (outcome.ok && documents !== null) {
      const document = documentSchema.parse(outcome.result);
      return request.body(document.text, 200, documentHeaders(document));
    }
    if (outcome.ok) return request.body(outcome.text, 200, { "Content-Type": "application/json" });
    if (tooLong.aborted) {
      return refusal(request, 504, "timeout", {
        message: "It took too long and was stopped.",
        next: "Ask for less at a time, or try again: what was fetched meanwhile is stored.",
      });
    }
    const { status, body: answer } = errorAnswer(outcome.error);
    return request.json(answer, status);
  };
}

/** What answers a format that is no JSON; null for JSON, and for what is to be written to a file. */
function documentsAskedFor({ documents }: Endpoint, { format, output_file: file }: JsonObject): Tool | null {
  if (documents === undefined || typeof format !== "string" || (file !== undefined && file !== "")) return null;
  return Object.hasOwn(documents.formats, format.trim().toLowerCase()) ? documents.tool : null;
}

/** The arguments in a request's body; an empty body gives none. */
async function body(context: Context): Promise<JsonObject | Response> {
  const text = await context.req.text();
  if (text.trim() === "") return {};
  // A page of another site can send a form or plain text without asking first, but no JSON.
  if (!/^application\/json\b/i.test(context.req.header("content-type") ?? "")) {
    return refusal(context, 415, "json_required", {
      message: "The body is not declared as JSON.",
      next: "Send it with the header Content-Type: application/json.",
    });
  }
  const parsed = parseObject(text);
  if (parsed !== null) return parsed;
  return refusal(context, 400, "invalid_json", {
    message: "The body is not a JSON object.",
    next: 'Send the parameters as one object, such as {"product_ids": [21]}.',
  });
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
