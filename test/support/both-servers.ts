import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { answerOf, type ToolAnswer } from "../../apps/mcp-server/test/support/answers.js";
import { connect } from "./every-tool.js";
import { said } from "./said.js";
import { CLI, type Environment, type Sandbox } from "./sandbox.js";

/** The built program twice over one database: on standard input and output, and over HTTP. */
export interface BothServers {
  stdio: Client;
  http: Client;
  /** Of the one over HTTP. */
  url: string;
  /** What both wrote to their standard error so far. */
  stderr(): string;
  /** Ends the clients, and with them the one server; the other ends with the sandbox. */
  close(): Promise<void>;
}

/** Starts both. Neither syncs by itself. */
export async function startBoth({ env, home, start }: Sandbox, extra: Environment = {}): Promise<BothServers> {
  const quiet = { ...extra, TESTIO_REFRESH_INTERVAL_SECONDS: "0" };
  const stdio = await connect([CLI, "serve"], { ...env, ...quiet }, home);
  const { child } = start(["serve", "--transport", "http", "--port", "0"], quiet);
  let logged = "";
  child.stderr.on("data", (chunk) => {
    logged += String(chunk);
  });
  const [, url = ""] = /MCP at (http\S+)\/mcp/.exec(await said(child, /MCP at \S+\/mcp/)) ?? [];
  const http = new Client({ name: "acceptance-test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", url));
  // The SDK declares its own transports more loosely than the interface they implement.
  await http.connect(transport as Parameters<Client["connect"]>[0]);
  // From here on the clients check every structured answer against the tool's listed output schema.
  await Promise.all([stdio.client.listTools(), http.listTools()]);
  return {
    stdio: stdio.client,
    http,
    url,
    stderr: () => stdio.stderr() + logged,
    async close() {
      await Promise.all([stdio.client.close(), http.close()]);
    },
  };
}

/** The same question to both, one after the other. */
export async function askBoth(
  { stdio, http }: BothServers,
  name: string,
  args: Record<string, unknown>,
): Promise<{ stdio: ToolAnswer; http: ToolAnswer }> {
  const call = { name, arguments: args };
  return { stdio: answerOf(await stdio.callTool(call)), http: answerOf(await http.callTool(call)) };
}
