import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { ServerContext } from "../context/server-context.js";
import { INSTRUCTIONS } from "../instructions.js";
import { selectTools } from "../tools/select-tools.js";
import { VERSION } from "../version.js";
import { OFFER, type Offer } from "./offer.js";
import { serveCompletions } from "./serve-completions.js";
import { servePrompts } from "./serve-prompts.js";
import { serveResources } from "./serve-resources.js";
import { serveTools } from "./serve-tools.js";
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

const CAPABILITIES = { tools: {}, resources: {}, prompts: {}, completions: {} };

/** An MCP server for one connection. Opens nothing before a tool is called, or something of the data is asked for. */
export function createServer(context: ServerContext): ProtocolServer {
  return createServerOf(OFFER, context);
}

/** {@link createServer} with another offer. Apart from it, since what makes up an offer is not public. */
export function createServerOf(offer: Offer, context: ServerContext): ProtocolServer {
  const tools = selectTools(offer.tools, offer.hiddenTools, context.settings);
  if (tools.unknown.length > 0) {
    const known = offer.tools.map(({ name }) => name);
    context.log.warn(
      { unknown: tools.unknown, known },
      "ENABLED_TOOLS or DISABLED_TOOLS names tools that do not exist.",
    );
  }
  const info = { name: "testio-mcp", title: "TestIO", version: VERSION };
  const server = new Server(info, { capabilities: CAPABILITIES, instructions: INSTRUCTIONS });
  server.onerror = (error) => context.log.warn({ err: error }, "Protocol error");
  const { listed, settled } = serveTools(server, context, tools);
  serveResources(server, context, offer, tools.callable);
  servePrompts(server, context, offer.prompts);
  serveCompletions(server, context);

  return {
    connect: (transport) => server.connect(transport as Transport),
    toolsListed: listed,
    settled,
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
