// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cli, environment, withDirectory } from "./lib/programs.mjs";
import { percentile } from "./lib/statistics.mjs";
import { row } from "./lib/table.mjs";

const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "1.0.0" } };
const messages = [
  { jsonrpc: "2.0", id: 1, method: "initialize", params },
  { jsonrpc: "2.0", method: "notifications/initialized" },
  { jsonrpc: "2.0", id: 2, method: "tools/list", params: {} },
];

/** Milliseconds from starting `testio-mcp serve` to its answer to `tools/list`, and from starting node to its first line. */
export async function measureColdStart() {
  /** @type {number[]} */
  const samples = [];
  await withDirectory(async (directory) => {
    const env = environment(directory, { url: "http://127.0.0.1:9", token: "x".repeat(40) });
    for (let run = 0; run < 11; run += 1) {
      const started = performance.now();
      const child = spawn(process.execPath, [cli, "serve"], { env, cwd: directory, stdio: ["pipe", "pipe", "ignore"] });
      child.stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
      for await (const line of createInterface(child.stdout)) {
        if (JSON.parse(line).id === 2) break;
      }
      samples.push(performance.now() - started);
      child.stdin.end();
      await once(child, "exit");
    }
  });
  return [row("testio-mcp serve, cold start to tools/list, median", percentile(samples, 0.5), 250, { unit: " ms" })];
}
