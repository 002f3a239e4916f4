// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { workspaceRoot } from "../workspace.mjs";

/** The built program. */
export const cli = join(workspaceRoot(import.meta.dirname), "apps/cli/bin/testio-mcp.js");

/**
 * @typedef {object} Home where a program runs, as a user's who has nothing else
 * @property {string} home
 * @property {Record<string, string>} [settings] variables of its environment
 */

/**
 * @param {string[]} args of Node
 * @param {Home} where
 */
function start(args, { home, settings = {} }) {
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home, ...settings };
  return spawn(process.execPath, args, { env, cwd: home, stdio: ["ignore", "pipe", "pipe"] });
}

/**
 * Runs a program to its end.
 * @param {string[]} args of Node
 * @param {Home} where
 * @returns {Promise<{ stdout: string, shown: string }>} what it printed, and what a terminal would show
 */
export async function run(args, where) {
  const child = start(args, where);
  let [stdout, shown] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    shown += chunk;
  });
  child.stderr.on("data", (chunk) => {
    shown += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${args.slice(1).join(" ")} ended with exit code ${code}:\n${shown}`);
  return { stdout, shown };
}

/**
 * Serves over HTTP.
 * @param {Home} where
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serveHttp(where) {
  const server = start([cli, "serve", "--transport", "http", "--port", "0"], where);
  const ended = once(server, "exit");
  let said = "";
  /** @type {Promise<string>} */
  const listening = new Promise((resolve) => {
    server.stderr.on("data", (chunk) => {
      said += chunk;
      const [, url] = /MCP at (\S+)\/mcp/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([listening, ended.then(() => null)]);
  if (url === null) throw new Error(`The server did not start:\n${said}`);
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  return { url, stop };
}
