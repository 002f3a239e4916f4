// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = join(root, "packages/simulator/bin/testio-simulator.js");

/**
 * A simulated API in a process of its own, so that making answers does not slow down who asks for them.
 * @param {string[]} args of `testio-simulator`
 * @returns {Promise<{ url: string, token: string, badRecords: number[], stop: () => Promise<void> }>}
 */
export async function startSimulator(args) {
  const child = spawn(process.execPath, [program, "--port", "0", "--json", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // From the beginning: Ctrl-C reaches every program of a terminal, and this one may have ended before it is told to.
  const exited = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");
  const { url, token, bad_records: badRecords } = JSON.parse(line);
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  return { url, token, badRecords, stop };
}
