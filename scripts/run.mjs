// @ts-check
/**
 * `node scripts/run.mjs build|test|… [args…]` on a machine that has only node, npm and git: installs with the pinned pnpm, then runs the script `workspace:<name>` of package.json, which finds the pinned Node first on its PATH.
 * Runs before anything is installed and on any Node from 20 on, so it uses nothing but Node itself.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = [
  "build",
  "test",
  "test:browser",
  "test:shells",
  "test:deep",
  "demo",
  "bench",
  "api",
  "bundle",
  "example",
  "release:version",
  "release:budget",
];
const isWindows = process.platform === "win32";
const forwardedSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const secondsBeforeNotice = 5;
const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL/;

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * @param {string[]} args For pnpm.
 * @param {import("node:child_process").StdioOptions} stdio
 */
function startPnpm(args, stdio) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };
  // A process group of its own, so that a signal reaches every process in it and not only npx, which would leave the rest behind.
  return spawn("npx", ["-y", "--prefer-offline", packageManager, ...args], {
    cwd: root,
    env,
    stdio,
    detached: !isWindows,
    shell: isWindows,
  });
}

/**
 * Resolves with the child's exit code when it has ended; until then passes on the signals that would end this process.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
async function ended(child) {
  /** @type {NodeJS.Signals | null} */
  let forwarded = null;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    forwarded = signal;
    signalGroup(child, signal);
  };
  for (const signal of forwardedSignals) process.on(signal, forward);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      const missing = "code" in error && error.code === "ENOENT";
      fail(missing ? "npx was not found. It comes with npm: install npm, and try again." : error.message);
    });
    child.on("close", (exitCode, signal) => resolve(exitCode ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  // npx and the shells in between end at once; the program they started may still be tidying up.
  const deadline = Date.now() + 10_000;
  while (forwarded && signalGroup(child, 0) && Date.now() < deadline) await setTimeout(50);
  for (const signal of forwardedSignals) process.off(signal, forward);
  return forwarded ? 128 + constants.signals[forwarded] : code;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals | 0} signal 0 only asks.
 * @returns {boolean} Whether anybody was there to receive it.
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return false;
  if (isWindows) return child.kill(signal);
  try {
    return process.kill(-child.pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

async function install() {
  // Without a terminal pnpm would stop to ask whether it may replace a node_modules that another version made.
  const args = ["install", "--frozen-lockfile", "--config.confirm-modules-purge=false"];
  const child = startPnpm(args, ["ignore", "pipe", "pipe"]);
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const done = new AbortController();
  const notice = setTimeout(secondsBeforeNotice * 1000, null, { signal: done.signal }).then(
    () => console.error("Installing dependencies …"),
    () => null,
  );
  const code = await ended(child);
  done.abort();
  await notice;
  if (code === 0) return;
  if (code > 128) process.exit(code);
  console.error(output.trimEnd());
  if (networkTrouble.test(output)) {
    console.error(
      "\nThe npm registry could not be reached. Check the network and the proxy settings of npm, and try again.",
    );
  } else {
    console.error("\nInstalling the dependencies failed; the reason stands above.");
  }
  process.exit(code);
}

const [name = "", ...rest] = process.argv.slice(2);
const [major = 0] = process.versions.node.split(".").map(Number);
if (!names.includes(name)) fail(`Usage: node scripts/run.mjs ${names.join("|")} [arguments]`);
if (major < 20)
  fail(`Node 20 or newer is needed to start; this is ${process.versions.node}. Get one at https://nodejs.org`);

await install();
// Silent about itself: what the script prints is the whole output, and its last line stays the last.
process.exitCode = await ended(startPnpm(["--silent", "run", `workspace:${name}`, ...rest], "inherit"));
