// @ts-check
/**
 * `npm run demo`: a simulated TestIO customer is synced into a temporary home, then the real MCP server answers the questions
 * of a customer success manager over stdio. Nothing outside the temporary directory is touched, and no network is used.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { conversation } from "./demo/conversation.mjs";
import { startSimulator } from "./lib/simulator.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "apps/cli/bin/testio-mcp.js");
const world = [
  "--seed",
  "7",
  "--products",
  "6",
  "--tests",
  "200",
  "--bugs",
  "8",
  "--latency",
  "50",
  "--bad-records",
  "1",
];

/** @param {string} text */
const heading = (text) => console.log(`\n${styleText("bold", text)}`);
/** @param {string} text */
const faint = (text) => styleText("dim", text);

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [expected] exit code
 */
async function runCli(args, env, expected = 0) {
  console.log(faint(`$ testio-mcp ${args.join(" ")}`));
  const child = spawn(process.execPath, [cli, ...args], {
    env,
    cwd: home,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== expected) throw new Error(`testio-mcp ${args.join(" ")} ended with exit code ${code}.`);
}

/**
 * One test of the customer is broken at TestIO: every page of its list that contains it fails.
 * @param {NodeJS.ProcessEnv} env
 */
async function badRecord(env) {
  heading("2. One record is broken at TestIO: all others came in, and its place is known");
  await runCli(["problematic", "list"], env);
  console.log(faint("\nTestIO support finds out which test that is. Named, it is fetched by its id:"));
  await runCli(["problematic", "map-tests", "1", ...simulator.badRecords.map(String)], env);
  await runCli(["sync"], env);
}

/** @param {NodeJS.ProcessEnv} env */
async function connect(env) {
  const client = new Client({ name: "testio-mcp-demo", version: "1.0.0" });
  const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? ""]));
  const args = [cli, "serve"];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: variables, cwd: home, stderr: "ignore" }),
  );
  return client;
}

function closing() {
  // The Node that runs this is new enough for the programs; the one on the PATH may not be.
  const node = process.execPath;
  heading("Now with your own data");
  console.log(`
1. Get a token: https://YOUR-SUBDOMAIN.test.io/api_integrations
2. Put it into ~/.testio-mcp.env:

     TESTIO_CUSTOMER_API_TOKEN=...

3. Fetch your data:

     ${node} ${cli} sync

Connect Claude Desktop (claude_desktop_config.json) or Cursor (~/.cursor/mcp.json):

  ${JSON.stringify({ mcpServers: { testio: { command: node, args: [cli, "serve"] } } })}

Claude Code:

  claude mcp add testio -- ${node} ${cli} serve
`);
}

const home = await mkdtemp(join(tmpdir(), "testio-mcp-demo-"));
const simulator = await startSimulator(world);
/** Settings of the person who runs this must not reach into the demo. */
const ownSettings = /^(TESTIO_|ENABLED_TOOLS|DISABLED_TOOLS|LOG_|CACHE_|HTTP_|MAX_|FEATURE_|PLAYBOOK_)/;
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownSettings.test(name))),
  HOME: home,
  USERPROFILE: home,
  TESTIO_DB_PATH: join(home, ".testio-mcp", "cache.db"),
  TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
  TESTIO_CUSTOMER_API_TOKEN: simulator.token,
};
try {
  heading("A simulated TestIO customer, 50 ms away");
  console.log("6 products, 1,200 tests, their bugs, sections, odd titles and missing dates, over real HTTP.");
  heading("1. Sync it into a local database");
  await runCli(["sync"], env, 3);
  await badRecord(env);
  heading("3. What came in");
  await runCli(["status"], env);
  heading("4. Ask the MCP server");
  const client = await connect(env);
  try {
    await conversation(client);
  } finally {
    await client.close();
  }
  closing();
} finally {
  await simulator.stop();
  await rm(home, { recursive: true, force: true });
}
