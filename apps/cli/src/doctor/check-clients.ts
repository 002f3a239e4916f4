import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { displayPath } from "@testio/config";
import { clientDocument } from "../connect/client-document.js";
import { CLIENT_NAMES, CLIENTS, type ClientName } from "../connect/clients.js";
import { fileOf } from "../connect/connection.js";
import { isObject } from "../connect/server-entry.js";
import { readConfigFile } from "../files/read-config-file.js";
import type { Io } from "../io.js";
import { type Check, checksOf } from "./check.js";

const assistants = checksOf("assistants");
const run = promisify(execFile);

/** A program that only has to say its version. */
const LONGEST_START_MS = 15_000;
const WINDOWS_ENDINGS = ["", ".cmd", ".exe"];

/** Which clients start this server, and whether what their files say can be started. */
export async function checkClients(io: Io): Promise<Check[]> {
  const checks: Check[] = [];
  for (const name of CLIENT_NAMES) {
    const check = await checkClient(name, io);
    if (check !== null) checks.push(check);
  }
  if (checks.length > 0) return checks;
  return [assistants.ok(`None is connected. testio-mcp connect connects ${CLIENT_NAMES.join(", ")}.`)];
}

async function checkClient(name: ClientName, io: Io): Promise<Check | null> {
  const client = CLIENTS[name];
  const path = fileOf({ name }, io);
  const shown = displayPath(path, io.homeDir);
  try {
    const found = await readConfigFile(path);
    if (found === null) return null;
    const { entry } = clientDocument(path, found.text, client);
    if (entry === null) return null;
    const problem = await problemOf(entry, io);
    if (problem === null)
      return assistants.ok(`${client.title} starts testio-mcp (${shown}). Not there? ${client.afterwards}`);
    return assistants.wrong(`${client.title} cannot start testio-mcp: ${problem} Run testio-mcp connect ${name}.`);
  } catch (error) {
    if (!(error instanceof Error && error.name === "ConfigFileError")) throw error;
    // It may never have been connected; but its owner will want to know.
    return assistants.hint(error.message);
  }
}

/** Why an entry does not start a server, in a sentence; null when it does. */
async function problemOf(entry: unknown, { env, signal }: Io): Promise<string | null> {
  const { command, args = [], url } = isObject(entry) ? entry : {};
  if (typeof url === "string" && command === undefined) return null;
  if (typeof command !== "string" || !Array.isArray(args)) return "its entry has no command.";
  const file = isAbsolute(command) ? command : inSearchPath(command, env.PATH ?? "");
  if (file === null) return `${command} is not in the search path.`;
  if (!existsSync(file)) return `there is no ${file} any more.`;
  const words = args.map(String);
  const missing = words.find((word) => isAbsolute(word) && word.endsWith(".js") && !existsSync(word));
  if (missing !== undefined) return `there is no ${missing} any more.`;
  // Through npx it might be downloaded, and what others wrote is theirs to try.
  const script = words.findIndex((word) => word.endsWith("testio-mcp.js"));
  return script === -1 ? null : startProblem(file, words.slice(0, script + 1), signal);
}

async function startProblem(file: string, args: readonly string[], signal: AbortSignal): Promise<string | null> {
  try {
    await run(file, [...args, "--version"], { timeout: LONGEST_START_MS, signal });
    return null;
  } catch {
    signal.throwIfAborted();
    return "its command ends with an error.";
  }
}

function inSearchPath(command: string, path: string): string | null {
  const places = path
    .split(delimiter)
    .flatMap((directory) =>
      (process.platform === "win32" ? WINDOWS_ENDINGS : [""]).map((ending) => join(directory, command + ending)),
    );
  return places.find((place) => existsSync(place)) ?? null;
}
