import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { onTestFinished } from "vitest";
import { answerOf, type ToolAnswer } from "./answers.js";
import { temporaryDirectory } from "./settings.js";

export const PROGRAM = fileURLToPath(new URL("../../bin/testio-mcp-server.js", import.meta.url));

export interface RunningProgram {
  /** Names of the tools it offers. */
  tools: string[];
  pid: number;
  /** What it wrote to its standard error so far. */
  log(): string;
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
  /** Ends it as a client does. */
  close(): Promise<void>;
}

/** The built program, driven by the SDK's own client over its real standard input and output. */
export async function connectTo(env: Record<string, string>): Promise<RunningProgram> {
  const cwd = await temporaryDirectory();
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM],
    env: { ...env, HOME: cwd },
    cwd,
    stderr: "pipe",
  });
  let logged = "";
  transport.stderr?.on("data", (chunk) => {
    logged += String(chunk);
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const { tools } = await client.listTools();
  return {
    tools: tools.map(({ name }) => name),
    pid: transport.pid ?? 0,
    log: () => logged,
    call: async (name, args = {}) => answerOf(await client.callTool({ name, arguments: args })),
    close: () => client.close(),
  };
}
