import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { callsOf, connect, type ToolCall } from "./support/every-tool.js";
import { runProgram } from "./support/run-program.js";
import { CLI, openSandbox, type Sandbox, SERVER } from "./support/sandbox.js";

const inspector = join(import.meta.dirname, "../node_modules/.bin/mcp-inspector");
const TEST_COUNT = 30;

const programs: [name: string, args: readonly string[]][] = [
  ["testio-mcp serve", [CLI, "serve"]],
  ["testio-mcp-server", [SERVER]],
];

/** What each tool must at least say about this sandbox; a tool that is not named here only has to succeed. */
function facts({ simulator: { truth } }: Sandbox, { arguments: given }: ToolCall): Record<string, object> {
  const productIds = truth.productIds();
  return {
    list_products: { products: expect.arrayContaining(productIds.map((id) => expect.objectContaining({ id }))) },
    list_tests: { pagination: { total: productIds.length * TEST_COUNT } },
    list_features: { product: { id: given.product_id } },
    get_test_status: { test: { id: given.test_id } },
    sync_data: { status: "success", tests_discovered: 0 },
    health_check: { api: { reachable: true, token_accepted: true } },
    get_database_stats: { total_products: productIds.length, total_tests: productIds.length * TEST_COUNT },
  };
}

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await openSandbox({ products: 2, testsPerProduct: TEST_COUNT });
  expect(await sandbox.run(["sync"])).toMatchObject({ code: 0 });
});

afterAll(() => sandbox.dispose());

interface Answer {
  result: {
    tools: Parameters<typeof callsOf>[0];
    isError?: boolean;
    structuredContent?: unknown;
  };
}

/** One run of the Inspector's command line, which starts the server, asks one thing and ends. */
async function inspect(args: readonly string[], ...request: string[]): Promise<Answer["result"]> {
  const { home, simulator } = sandbox;
  const settings = [
    ...["-e", `TESTIO_CUSTOMER_API_BASE_URL=${simulator.url}`],
    ...["-e", `TESTIO_CUSTOMER_API_TOKEN=${simulator.token}`],
  ];
  const inspection = ["--cli", ...settings, process.execPath, ...args, "--format", "json", "--quiet", ...request];
  const { code, stdout, stderr } = await runProgram(inspector, inspection, { cwd: home, env: { HOME: home } });
  expect(code, stderr).toBe(0);
  const answer: Answer = JSON.parse(stdout);
  return answer.result;
}

describe.each(programs)("%s", (_name, args) => {
  it("is understood by the MCP Inspector: every tool is listed and answers", async () => {
    // `--strict` makes the Inspector fail for a schema that some client cannot read.
    const { tools } = await inspect(args, "--method", "tools/list", "--strict");
    expect(tools.length).toBeGreaterThan(0);
    for (const call of callsOf(tools, sandbox.simulator)) {
      const given = Object.entries(call.arguments).flatMap(([key, value]) => ["--tool-arg", `${key}=${value}`]);
      const result = await inspect(args, "--method", "tools/call", "--tool-name", call.name, ...given);
      expect(result.isError ?? false, call.name).toBe(false);
      expect(result.structuredContent).toMatchObject(facts(sandbox, call)[call.name] ?? {});
    }
  }, 120_000);

  it("answers every tool to the SDK's client, as its output schema says", async () => {
    const { client } = await connect(args, sandbox.env, sandbox.home);
    onTestFinished(() => client.close());
    const { tools } = await client.listTools();
    for (const call of callsOf(tools, sandbox.simulator)) {
      // The client itself throws when structured content does not fit a schema it has listed.
      const result = await client.callTool(call);
      expect(result.isError ?? false, call.name).toBe(false);
      expect(tools.find(({ name }) => name === call.name)?.outputSchema, call.name).toBeDefined();
      expect(result.structuredContent).toMatchObject(facts(sandbox, call)[call.name] ?? {});
    }
  });
});
