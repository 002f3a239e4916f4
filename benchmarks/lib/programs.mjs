// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startSimulator } from "../../scripts/lib/simulator.mjs";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const cli = join(root, "apps/cli/bin/testio-mcp.js");

/** @param {{ products: number, tests: number, latency?: number, quirks?: boolean }} options */
export function simulate({ products, tests, latency = 0, quirks = true }) {
  const args = ["--products", products, "--tests", tests, "--latency", latency].map(String);
  return startSimulator(quirks ? args : [...args, "--no-quirks"]);
}

/**
 * @template T
 * @param {(directory: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDirectory(work) {
  const directory = await mkdtemp(join(tmpdir(), "testio-bench-"));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * The environment of a program under measurement: its own home, nothing of the caller's settings.
 * @param {string} directory
 * @param {{ url: string, token: string }} simulator
 * @param {Record<string, string>} [more]
 */
export function environment(directory, { url, token }, more = {}) {
  return {
    PATH: process.env.PATH ?? "",
    HOME: directory,
    TESTIO_DB_PATH: join(directory, "cache.db"),
    TESTIO_CUSTOMER_API_BASE_URL: url,
    TESTIO_CUSTOMER_API_TOKEN: token,
    // What is measured is asked for; nothing runs beside it.
    TESTIO_REFRESH_INTERVAL_SECONDS: "0",
    ...more,
  };
}

const reportMemory = `data:text/javascript,${encodeURIComponent(
  'process.on("exit",()=>process.stderr.write("\\nmax_rss_kb="+process.resourceUsage().maxRSS+"\\n"))',
)}`;

/**
 * Runs `testio-mcp sync --json` and measures its peak memory.
 * @param {Record<string, string>} env
 * @returns {Promise<{ result: any, maxRssMb: number }>}
 */
export async function runSync(env) {
  const args = ["--import", reportMemory, cli, "sync", "--json"];
  const child = spawn(process.execPath, args, { env, cwd: env.HOME, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`sync ended with ${code}: ${stdout}${stderr}`);
  return { result: JSON.parse(stdout), maxRssMb: Number(/max_rss_kb=(\d+)/.exec(stderr)?.[1]) / 1024 };
}
