// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cpuMs, memoryMb } from "./lib/process.mjs";
import { cli, environment } from "./lib/programs.mjs";
import { concurrentList } from "./lib/questions.mjs";
import { percentile } from "./lib/statistics.mjs";
import { row } from "./lib/table.mjs";

const CALLERS = 100;
const ROUNDS = 9;

/**
 * 100 clients of one HTTP server that ask for a list of tests at the same moment: how long until the last has its answer, by
 * REST and by MCP.
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
    const mcp = await measure(pid, await mcpCallers(url));
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
    const query = new URLSearchParams({ product_id: String(concurrentList(turn).product_id) });
    const response = await fetch(`${url}/api/tests?${query}`);
    const body = await response.text();
    if (response.status !== 200) throw new Error(body);
  });
}

/**
 * Each in a session of its own. The SDK's client would take as long for its part as the server for the answer, in the one
 * process that stands for all of them: so answers are read and not looked at further.
 * @param {string} url
 * @returns {Promise<Caller[]>}
 */
async function mcpCallers(url) {
  return Promise.all(Array.from({ length: CALLERS }, () => mcpCaller(url)));
}

const CLIENT = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "1.0.0" } };

/** @param {string} url @returns {Promise<Caller>} */
async function mcpCaller(url) {
  /** @param {object} message @param {Record<string, string>} [headers] */
  const post = (message, headers) =>
    fetch(`${url}/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", ...message }),
    });
  const opened = await post({ id: 0, method: "initialize", params: CLIENT });
  await opened.text();
  const session = {
    "mcp-session-id": opened.headers.get("mcp-session-id") ?? "",
    "mcp-protocol-version": CLIENT.protocolVersion,
  };
  await (await post({ method: "notifications/initialized" }, session)).text();
  return async (turn) => {
    const params = { name: "list_tests", arguments: concurrentList(turn) };
    const body = await (await post({ id: turn + 1, method: "tools/call", params }, session)).text();
    if (!body.includes('"structuredContent":{"products"')) throw new Error(body.slice(0, 1000));
  };
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
