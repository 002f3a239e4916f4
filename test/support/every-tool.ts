import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Simulator } from "@testio/simulator";
import type { Environment } from "./sandbox.js";

export interface ToolCall {
  name: string;
  arguments: Record<string, number | string>;
}

/**
 * What each required argument of a tool is called, and a value that exists. Bugs and people are stored once bugs were asked
 * for, which list_bugs does before the others.
 */
function knownValues({ truth }: Simulator): Record<string, number | string> {
  const [productId = 0] = truth.productIds();
  const [testId = 0] = truth.testIds(productId);
  const [featureId = 0] = truth.featureIds(productId);
  const [bugId = 0] = truth.testIds(productId).flatMap((id) => truth.bugIds(id));
  return {
    product_id: productId,
    product_ids: productId,
    test_id: testId,
    feature_id: featureId,
    bug_id: bugId,
    user_id: 1,
    metrics: "bug_count",
    query: "checkout",
  };
}

/**
 * One call of every tool, with the arguments that its schema requires.
 *
 * @throws Error when a tool requires something this does not know: a new tool must not go untested.
 */
export function callsOf(
  tools: readonly { name: string; inputSchema: { required?: string[] | undefined } }[],
  simulator: Simulator,
): ToolCall[] {
  const known = knownValues(simulator);
  return tools.map(({ name, inputSchema }) => ({
    name,
    arguments: Object.fromEntries(
      (inputSchema.required ?? []).map((argument) => {
        const value = known[argument];
        if (value === undefined) throw new Error(`${name} requires ${argument}: say here what to call it with.`);
        return [argument, value];
      }),
    ),
  }));
}

export interface Connection {
  client: Client;
  /** What the server wrote to its standard error so far. */
  stderr(): string;
}

/** Starts a built program as an MCP client does and connects to it. */
export async function connect(args: readonly string[], env: Environment, cwd: string): Promise<Connection> {
  const transport = new StdioClientTransport({ command: process.execPath, args: [...args], env, cwd, stderr: "pipe" });
  let said = "";
  transport.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  const client = new Client({ name: "acceptance-test", version: "1.0.0" });
  await client.connect(transport);
  return { client, stderr: () => said };
}
