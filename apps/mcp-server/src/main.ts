import { homedir } from "node:os";
import { setFlagsFromString } from "node:v8";
import { loadSettings, type Settings, SettingsError } from "@testio/config";
import { ListenError } from "./http/listen-error.js";
import { runServer } from "./run-server.js";

const WRONG_SETTINGS = 2;
const FAILED = 1;

/** The program `testio-mcp-server`: settings from the environment, then MCP on standard input and output or over HTTP. */
export async function main(): Promise<number> {
  const settings = readSettings();
  if (settings === null) return WRONG_SETTINGS;
  // Questions over everything make much short-lived garbage; V8's default lets the heap grow to four times what is alive.
  setFlagsFromString("--heap-growing-percent=20");
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  try {
    const { stdin, stdout, stderr } = process;
    for (const warning of settings.warnings) stderr.write(`Warning: ${warning}\n`);
    return await runServer({ settings, stdin, stdout, stderr, signal: stop.signal });
  } catch (error) {
    if (error instanceof ListenError) {
      process.stderr.write(`${error.message}\n`);
      return FAILED;
    }
    const name = error instanceof Error ? error.name : "Error";
    process.stderr.write(`testio-mcp-server ended unexpectedly (${name}).\n`);
    return FAILED;
  }
}

function readSettings(): Settings | null {
  try {
    return loadSettings({ env: process.env, homeDir: homedir(), cwd: process.cwd() });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`testio-mcp-server cannot start:\n${error.problems.join("\n")}\n`);
    return null;
  }
}
