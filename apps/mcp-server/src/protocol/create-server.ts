import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
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
import { INSTRUCTIONS } from "../instructions.js";
import { TOOLS } from "../tools/registry.js";
import { selectTools } from "../tools/select-tools.js";
import { VERSION } from "../version.js";
import { type ProgressNotification, progressReporter } from "./progress.js";
import type { McpTransport } from "./transport.js";

/** One connection's MCP server. */
export interface ProtocolServer {
  connect(transport: McpTransport): Promise<void>;
  /** Resolves when the client has asked for the tools for the first time: it knows now what is here. */
  readonly toolsListed: Promise<void>;
  /** Resolves when every call that is under way has been answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
  /** Called once the connection is gone, whoever ended it. */
  onclose: (() => void) | undefined;
}

/** An MCP server for one connection. Opens nothing before a tool is called. */
export function createServer(context: ServerContext): ProtocolServer {
  const { tools, unknown } = selectTools(TOOLS, context.settings);
  if (unknown.length > 0) {
    const known = TOOLS.map(({ name }) => name);
    context.log.warn({ unknown, known }, "ENABLED_TOOLS or DISABLED_TOOLS names tools that do not exist.");
  }
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const underWay = new Set<Promise<unknown>>();
  const info = { name: "testio-mcp", title: "TestIO", version: VERSION };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  server.onerror = (error) => context.log.warn({ err: error }, "Protocol error");

  const toolsListed = Promise.withResolvers<void>();
  server.setRequestHandler(ListToolsRequestSchema, () => {
    toolsListed.resolve();
    return { tools: tools.map(listed) };
  });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const tool = byName.get(params.name);
    if (tool === undefined) {
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool ${params.name}; choose from ${[...byName.keys()].join(", ")}.`,
      );
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
    connect: (transport) => server.connect(transport as Transport),
    toolsListed: toolsListed.promise,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => server.close(),
    get onclose() {
      return server.onclose;
    },
    set onclose(callback) {
      if (callback === undefined) delete server.onclose;
      else server.onclose = callback;
    },
  };
}

function listed({ name, title, description, inputSchema, outputSchema, annotations }: Tool) {
  return { name, title, description, inputSchema, outputSchema, annotations: { title, ...annotations } };
}

function resultOf(outcome: ToolOutcome): CallToolResult {
  if (outcome.ok) {
    return { content: [{ type: "text", text: JSON.stringify(outcome.result) }], structuredContent: outcome.result };
  }
  const { what, why, next, result } = outcome.error;
  const text = `What happened: ${what}\nWhy: ${why}\nWhat to do: ${next}`;
  return {
    content: [{ type: "text", text }],
    isError: true,
    ...(result === null ? {} : { structuredContent: result }),
  };
}
