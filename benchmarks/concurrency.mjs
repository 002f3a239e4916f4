// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { cpuMs, memoryMb } from "./lib/process.mjs";
import { cli, environment } from "./lib/programs.mjs";
import { concurrentList } from "./lib/questions.mjs";
import { percentile } from "./lib/statistics.mjs";
import { row } from "./lib/table.mjs";

const CALLERS = 100;
const ROUNDS = 9;

/**
 * 100 clients of one HTTP server that ask for a list of tests at the same moment: how long until the last has its answer, by
 * REST and by MCP, each client in a session of its own.
 * @param {string} directory that holds `cache.db`
 */
export async function measureConcurrency(directory) {
  const env = environment(directory, { url: "http://127.0.0.1:9", token: "x".repeat(40) }, { TESTIO_HTTP_PORT: "0" });
  const args = [cli, "serve", "--transport", "http"];
  const child = spawn(process.execPath, args, { env, cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  try {
    const url = await listening(child);
    const pid = child.pid ?? 0;
    const rest = await measure(pid, await restCallers(url));
    const sessions = await mcpCallers(url);
    const mcp = await measure(pid, sessions.callers);
    await sessions.close();
    const { peak } = await memoryMb(pid);
    return [
      row(`${CALLERS} concurrent list_tests, REST, all answered`, rest.value, 500, {
        unit: " ms",
        detail: rest.detail,
      }),
      row(`${CALLERS} concurrent list_tests, MCP over HTTP, all answered`, mcp.value, 500, {
        unit: " ms",
        detail: mcp.detail,
      }),
      row("memory of the HTTP server, at most", peak, 250, { unit: " MB" }),
    ];
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
}

/** @param {import("node:child_process").ChildProcessByStdio<null, null, import("node:stream").Readable>} child */
async function listening(child) {
  for await (const line of createInterface(child.stderr)) {
    const [, url] = /MCP at (http\S+)\/mcp/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stderr.resume();
    return url;
  }
  throw new Error("The server ended before it listened.");
}

/** @typedef {(turn: number) => Promise<void>} Caller */

/** @param {string} url @returns {Promise<Caller[]>} */
async function restCallers(url) {
  return Array.from({ length: CALLERS }, () => async (turn) => {
    const query = new URLSearchParams(Object.entries(concurrentList(turn)).map(([key, value]) => [key, String(value)]));
    const response = await fetch(`${url}/api/tests?${query}`);
    const body = await response.text();
    if (response.status !== 200) throw new Error(body);
  });
}

/** @param {string} url */
async function mcpCallers(url) {
  const clients = [];
  for (let index = 0; index < CALLERS; index += 1) {
    const client = new Client({ name: `bench-${index}`, version: "1.0.0" });
    // The SDK declares its own transports more loosely than the interface they implement.
    const transport = /** @type {import("@modelcontextprotocol/sdk/shared/transport.js").Transport} */ (
      new StreamableHTTPClientTransport(new URL("/mcp", url))
    );
    await client.connect(transport);
    clients.push(client);
  }
  const callers = clients.map((client) => async (/** @type {number} */ turn) => {
    const answer = await client.callTool({ name: "list_tests", arguments: concurrentList(turn) });
    if (answer.isError) throw new Error(JSON.stringify(answer.content));
  });
  return { callers, close: () => Promise.all(clients.map((client) => client.close())) };
}

/**
 * The median of several rounds, after two to warm up.
 * @param {number} pid
 * @param {readonly Caller[]} callers
 */
async function measure(pid, callers) {
  const rounds = [];
  let cpu = 0;
  for (let round = -2; round < ROUNDS; round += 1) {
    const before = await cpuMs(pid);
    const started = performance.now();
    await Promise.all(callers.map((call, index) => call(index + (round + 2) * CALLERS)));
    if (round < 0) continue;
    rounds.push(performance.now() - started);
    cpu += (await cpuMs(pid)) - before;
  }
  const worst = Math.round(Math.max(...rounds));
  const detail = `median of ${ROUNDS}, worst ${worst}, server CPU ${Math.round(cpu / ROUNDS)}`;
  return { value: percentile(rounds, 0.5), detail };
}
