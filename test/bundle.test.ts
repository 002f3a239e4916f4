import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { getMcpConfigForManifest, type McpbManifestAny } from "@anthropic-ai/mcpb";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { SETTINGS_TABLE } from "@testio/config";
import { TOOL_NAMES } from "@testio/mcp-server";
import { type Simulator, startSimulator } from "@testio/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBundle } from "../scripts/lib/bundle.mjs";
import { BUNDLE, budgetProblems, kilobytes, readBudget } from "../scripts/lib/package-budget.mjs";
import { packPublished } from "../scripts/pack.mjs";
import { runProgram } from "./support/run-program.js";

const root = join(import.meta.dirname, "..");

/** What a person is asked for; the rest can stay as it is. */
const ASKED = new Set(["apiToken", "apiBaseUrl", "productIds", "refreshIntervalSeconds"]);

const byVariable = (one: { variable: string }, other: { variable: string }) =>
  one.variable.localeCompare(other.variable);

let directory: string;
let extension: string;
let home: string;
let size: number;
let manifest: McpbManifestAny;
let simulator: Simulator;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "bundle test "));
  extension = join(directory, "extension");
  home = join(directory, "home");
  await mkdir(home);
  const bundle = join(directory, "testio-mcp.mcpb");
  size = await makeBundle(root, bundle, await packPublished(root, join(directory, "tarballs")));
  const mcpb = join(root, "node_modules/.bin/mcpb");
  const unpacked = await runProgram(mcpb, ["unpack", bundle, extension], { cwd: directory });
  expect(unpacked.code, unpacked.stdout + unpacked.stderr).toBe(0);
  manifest = JSON.parse(await readFile(join(extension, "manifest.json"), "utf8"));
  simulator = await startSimulator({ products: 2, testsPerProduct: 20 });
}, 120_000);

afterAll(async () => {
  await simulator?.close();
  await rm(directory, { recursive: true, force: true });
});

/** What a client makes of the manifest and of what a person typed into its form. */
async function configured(typed: Record<string, string | number>) {
  const config = await getMcpConfigForManifest({
    manifest,
    extensionPath: extension,
    systemDirs: {},
    userConfig: typed,
    pathSeparator: sep,
  });
  if (config === undefined) throw new Error("The manifest asks for more than was typed in.");
  return config;
}

async function withServer<Answer>(
  typed: Record<string, string | number>,
  ask: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const { command, args = [], env = {} } = await configured(typed);
  // The client's own Node, as Claude Desktop has one; nothing of this machine's settings.
  const surroundings = { PATH: dirname(process.execPath), HOME: home, ...env };
  const client = new Client({ name: "bundle-test", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({ command, args: [...args], env: surroundings, cwd: home, stderr: "ignore" }),
  );
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}

describe("the .mcpb bundle", () => {
  it("has the version of the program and names the tools it brings", async () => {
    const program: unknown = JSON.parse(await readFile(join(root, "apps/cli/package.json"), "utf8"));
    expect(program).toMatchObject({ version: manifest.version });
    expect(manifest.tools?.map(({ name }) => name)).toEqual([...TOOL_NAMES]);
  });

  it("asks for settings that exist, with their own defaults, and hides the token", () => {
    const { env = {} } = manifest.server.mcp_config ?? {};
    const asked = Object.entries(env).map(([variable, value]) => {
      const field = manifest.user_config?.[/^\$\{user_config\.(\w+)\}$/.exec(value)?.[1] ?? ""];
      return { variable, secret: field?.sensitive ?? false, default: String(field?.default ?? "") };
    });
    const known = SETTINGS_TABLE.filter(({ key }) => ASKED.has(key));
    const expected = known.map(({ variable, secret, default: usual }) => ({ variable, secret, default: usual ?? "" }));
    expect(asked.toSorted(byVariable)).toEqual(expected.toSorted(byVariable));
  });

  it("is within its budget and holds the driver of every platform, without its sources", async () => {
    expect(budgetProblems(await readBudget(root), BUNDLE, { packedKB: kilobytes(size) })).toEqual([]);
    const driver = join(extension, "node_modules/better-sqlite3");
    const binaries = await readdir(join(driver, "prebuilds"));
    for (const platform of ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"])
      expect(binaries).toContain(`${platform}.node`);
    expect(await readdir(driver)).not.toContain("deps");
  });

  it("serves from an empty home, with nothing but a token and an address typed in", async () => {
    const typed = { api_token: simulator.token, base_url: simulator.url };
    const { tools, answer, synced } = await withServer(typed, async (client) => ({
      tools: (await client.listTools()).tools.map(({ name }) => name),
      synced: await client.callTool({ name: "sync_data", arguments: {} }),
      answer: await client.callTool({ name: "list_products", arguments: {} }),
    }));
    expect(tools).toEqual([...TOOL_NAMES]);
    expect(synced.isError).toBeFalsy();
    expect(answer.structuredContent).toMatchObject({ pagination: { total: simulator.truth.productIds().length } });
  });

  it("copies only the products that were typed in", async () => {
    const [first = 0] = simulator.truth.productIds();
    const typed = {
      api_token: simulator.token,
      base_url: simulator.url,
      product_ids: String(first),
      refresh_interval: 0,
    };
    await rm(join(home, ".testio-mcp"), { recursive: true });
    const synced = await withServer(typed, (client) => client.callTool({ name: "sync_data", arguments: {} }));
    expect(synced.structuredContent).toMatchObject({ products_synced: 1 });
  });
});
