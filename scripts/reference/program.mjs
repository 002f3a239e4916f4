// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";

/**
 * The built program, in an empty home, asking nobody.
 * @param {string} root of the workspace
 * @param {string} home
 * @param {string[]} args
 */
function start(root, home, args) {
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: home,
    NO_COLOR: "1",
    TESTIO_CUSTOMER_API_BASE_URL: "http://127.0.0.1:9",
  };
  return spawn(process.execPath, [join(root, "apps/cli/bin/testio-mcp.js"), ...args], {
    env,
    cwd: home,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/**
 * @param {string} root
 * @param {string} home
 * @param {string[]} args
 * @returns {Promise<string>} what it prints
 */
export async function output(root, home, args) {
  const child = start(root, home, args);
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`testio-mcp ${args.join(" ")} ended with exit code ${code}:\n${stderr}`);
  return stdout;
}

/**
 * Serves over HTTP while something is asked of it.
 * @template T
 * @param {string} root
 * @param {string} home
 * @param {(url: string) => Promise<T>} ask
 * @returns {Promise<T>}
 */
export async function whileServing(root, home, ask) {
  const server = start(root, home, ["serve", "--transport", "http", "--port", "0"]);
  try {
    let said = "";
    for await (const chunk of server.stderr) {
      said += chunk;
      const [, url] = /MCP at (\S+)\/mcp/.exec(said) ?? [];
      // Iterating over a stream ends with destroying it, which the server would take for nobody listening to its log.
      if (url !== undefined) return await ask(url);
    }
    throw new Error(`The server did not start:\n${said}`);
  } finally {
    if (server.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
  }
}
