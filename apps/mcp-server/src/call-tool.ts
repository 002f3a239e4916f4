import type { JsonObject } from "@testio/store";
import type { ServerContext } from "./context/server-context.js";
import type { Tool, ToolCall, ToolProgress } from "./define-tool.js";
import { explainError } from "./errors/explain-error.js";
import { ToolError, type ToolErrorCode } from "./errors/tool-error.js";
import { boundAnswer } from "./output/bound-answer.js";

/** What a call came to, whatever protocol it came over. `text` is the result as JSON. */
export type ToolOutcome = { ok: true; result: JsonObject; text: string } | { ok: false; error: ToolError };

export interface ToolRequest {
  args: JsonObject;
  /** Aborted when whoever called no longer wants the answer. */
  signal: AbortSignal;
  reportProgress: (progress: ToolProgress) => void;
  /** How the call came; recorded with the syncs it starts. Default `mcp`. */
  via?: ToolCall["via"];
  /** The answer may be as large as it is: who asked is a program. Default: it is bounded to what a model can read. */
  whole?: boolean;
}

/** Runs a tool, measures it, bounds its answer unless told otherwise, and turns any failure into words. Never rejects. */
export async function callTool(tool: Tool, context: ServerContext, request: ToolRequest): Promise<ToolOutcome> {
  const started = performance.now();
  const outcome = await run(tool, context, request);
  const durationMs = performance.now() - started;
  context.toolMetrics.record(tool.name, durationMs, !outcome.ok);
  context.log.debug({ tool: tool.name, ok: outcome.ok, durationMs: Math.round(durationMs) }, "Tool call");
  return outcome;
}

const ASKERS_OWN: readonly ToolErrorCode[] = ["invalid_arguments", "not_found", "not_allowed"];

async function run(tool: Tool, context: ServerContext, request: ToolRequest): Promise<ToolOutcome> {
  try {
    const signal = AbortSignal.any([request.signal, context.shutdown]);
    const result = await tool.run(request.args, {
      context,
      signal,
      reportProgress: request.reportProgress,
      via: request.via ?? "mcp",
    });
    if (request.whole === true) return { ok: true, result, text: JSON.stringify(result) };
    return { ok: true, ...boundAnswer(result, Object.keys(tool.input.shape)) };
  } catch (error) {
    const explained = await explainError(error, tool.name);
    // Its own words are all there is to a ToolError, and a wrong question is the asker's; of the rest the log keeps the whole.
    const isExpected = error instanceof ToolError || ASKERS_OWN.includes(explained.code);
    if (!isExpected) context.log.warn({ tool: tool.name, err: error }, "Tool call failed");
    return { ok: false, error: explained };
  }
}
