import { existsSync } from "node:fs";
import { displayPath } from "@testio/config";
import { replaceConfigFile } from "../files/replace-config-file.js";
import type { Io } from "../io.js";
import { plainText } from "../output/plain-text.js";
import { runningProgram, surroundings } from "../running-program.js";
import { UsageError } from "../usage-error.js";
import { CLIENT_NAMES, CLIENTS, type ClientName, clientFile } from "./clients.js";
import { isInstalled, type Launch, launchOf, PORTABLE_LAUNCH } from "./launch.js";
import { lineDiff } from "./line-diff.js";
import { type ChangeState, type ClientChange, planConnection, planRemoval } from "./plan-change.js";
import { serverEntry } from "./server-entry.js";

export interface ConnectionRequest {
  name: ClientName;
  remove?: boolean;
  inProject?: boolean;
  launch: Launch;
}

/** What became of a client's file. */
export interface ConnectionOutcome {
  client: ClientName;
  state: ChangeState;
  file: string;
  /** The copy of the file as it was; null when there was none, or nothing was changed. */
  backup: string | null;
}

/** @throws UsageError when the client has no file of that kind. */
export function fileOf({ name, inProject = false }: Pick<ConnectionRequest, "name" | "inProject">, io: Io): string {
  const file = clientFile(CLIENTS[name], surroundings(io), inProject);
  if (file !== null) return file;
  const others = CLIENT_NAMES.filter((other) => CLIENTS[other].projectFile !== null);
  throw new UsageError(`${CLIENTS[name].title} has no file per project. --project is for ${others.join(", ")}.`);
}

/** How clients are told to start this program; a file that a project's people share names no path of this machine. */
export function defaultLaunch(
  io: Io,
  { inProject = false, envFile }: { inProject?: boolean; envFile?: string },
): Launch {
  const program = runningProgram(io);
  const launch = inProject && isInstalled(program) ? PORTABLE_LAUNCH : launchOf(program);
  return envFile === undefined ? launch : { ...launch, args: [...launch.args, "--env-file", envFile] };
}

/** Works out a change, and makes none. */
export function planClient(request: ConnectionRequest, io: Io): Promise<ClientChange> {
  const client = CLIENTS[request.name];
  const path = fileOf(request, io);
  return request.remove ? planRemoval(path, client) : planConnection(path, client, serverEntry(client, request.launch));
}

/** Makes the change, if there is one to make. */
export async function applyChange(name: ClientName, change: ClientChange, { now }: Io): Promise<ConnectionOutcome> {
  const { path, state, found, content } = change;
  const isChange = state === "connected" || state === "removed";
  const backup = isChange ? await replaceConfigFile({ path, found, content, now: now() }) : null;
  return { client: name, state, file: path, backup };
}

/** The change in lines with `+` and `-` before them, under the name of the file. */
export function changeText({ path, found, content }: ClientChange, { homeDir }: Pick<Io, "homeDir">): string {
  const { removed, added } = lineDiff(found?.text ?? "", content === null ? "" : content.toString());
  const note = found === null ? " (new)" : content === null ? " (removed: it holds nothing else)" : "";
  const lines = [...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)];
  return [`${displayPath(path, homeDir)}${note}`, ...lines.map(plainText)].join("\n");
}

/** What became of it, and what to do next, in sentences. */
export function outcomeLines(
  { client, state, file, backup }: ConnectionOutcome,
  { homeDir }: Pick<Io, "homeDir">,
): string[] {
  const { title, afterwards } = CLIENTS[client];
  const shown = displayPath(file, homeDir);
  const kept = backup === null ? [] : [`The file as it was: ${displayPath(backup, homeDir)}`];
  switch (state) {
    case "connected":
      return [`${title} is connected: ${shown} starts testio-mcp.`, ...kept, afterwards];
    case "unchanged":
      return [`${title} was connected already: ${shown} starts testio-mcp. Nothing was changed.`];
    case "removed":
      return [`${title} is not connected any more: testio is gone from ${shown}.`, ...kept, afterwards];
    case "absent":
      return [
        `${title} was not connected: ${shown} ${existsSync(file) ? "says nothing about testio" : "does not exist"}.`,
      ];
  }
}
