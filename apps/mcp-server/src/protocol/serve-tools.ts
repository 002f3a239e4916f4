import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import { callTool, type ToolOutcome } from "../call-tool.js";
import type { ServerContext } from "../context/server-context.js";
import type { Tool } from "../define-tool.js";
import type { ToolSelection } from "../tools/select-tools.js";
import { type ProgressNotification, progressReporter } from "./progress.js";

interface ServedTools {
  /** Resolves when the client has asked for the tools for the first time. */
  listed: Promise<void>;
  /** Resolves when every call that is under way has been answered. */
  settled(): Promise<void>;
}

/** Answers `tools/list` and `tools/call`. */
export function serveTools(server: Server, context: ServerContext, { listed, callable }: ToolSelection): ServedTools {
  const underWay = new Set<Promise<unknown>>();
  const toolsListed = Promise.withResolvers<void>();
  server.setRequestHandler(ListToolsRequestSchema, () => {
    toolsListed.resolve();
    return { tools: listed.map(shown) };
  });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const tool = callable.get(params.name);
    if (tool === undefined) {
      const names = listed.map(({ name }) => name).join(", ");
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}; choose from ${names}.`);
    }
    const progressToken = _meta?.progressToken;
    const sendProgress = (progress: ProgressNotification) => {
      const notification = {
        method: "notifications/progress" as const,
        params: { progressToken: progressToken ?? 0, ...progress },
      };
      sendNotification(notification).catch((error: unknown) =>
        context.log.debug({ err: error }, "Progress was not sent"),
      );
    };
    const reportProgress = progressReporter(progressToken === undefined ? null : sendProgress);
    const call = callTool(tool, context, { args: params.arguments ?? {}, signal, reportProgress });
    underWay.add(call);
    return resultOf(await call.finally(() => underWay.delete(call)));
  });
  return {
    listed: toolsListed.promise,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function shown({ name, title, description, inputSchema, outputSchema, annotations }: Tool) {
  return { name, title, description, inputSchema, outputSchema, annotations };
}

function resultOf(outcome: ToolOutcome): CallToolResult {
  if (outcome.ok) return { content: [{ type: "text", text: outcome.text }], structuredContent: outcome.result };
  const { what, why, next, result } = outcome.error;
  const text = `What happened: ${what}\nWhy: ${why}\nWhat to do: ${next}`;
  return {
    content: [{ type: "text", text }],
    isError: true,
    ...(result === null ? {} : { structuredContent: result }),
  };
}
