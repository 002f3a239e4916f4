import { displayPath } from "@testio/config";
import { outcomeLines } from "../connect/connection.js";
import { EXIT_CODES, type ExitCode } from "../exit-codes.js";
import type { Io } from "../io.js";
import { syncExitCode } from "../sync/sync-exit-code.js";
import type { SetupOutcome } from "./carry-out.js";

/** What was saved and connected, in sentences. */
export function savedText({ saved, clients }: SetupOutcome, io: Pick<Io, "homeDir">): string {
  const { file, changed, backup } = saved;
  const shown = displayPath(file, io.homeDir);
  const lines = [
    changed ? `Saved in ${shown}, which only you can read.` : `${shown} says all this already. Nothing was changed.`,
    ...(backup === null ? [] : [`The file as it was: ${displayPath(backup, io.homeDir)}`]),
  ];
  return [lines, ...clients.map((client) => outcomeLines(client, io))].map((part) => part.join("\n")).join("\n\n");
}

/** What is left to do. */
export function nextSteps({ sync, clients }: SetupOutcome): string {
  const steps = [
    ...(sync?.result.status === "success" ? [] : ["testio-mcp sync               fetches your data"]),
    ...(clients.length > 0
      ? []
      : ["testio-mcp connect <client>   connects claude-desktop, claude-code, cursor or vscode"]),
    "testio-mcp doctor             checks all of it",
  ];
  return `Next:\n${steps.map((step) => `  ${step}`).join("\n")}`;
}

/** The outcome as data. Of the token it says whether there is one. */
export function outcomeData({ saved, answers, clients, sync, warnings, problems }: SetupOutcome) {
  const { token, ...settings } = answers;
  return {
    status: problems.length > 0 ? "partial_failure" : "success",
    ...saved,
    settings: { ...settings, tokenSet: token !== null },
    clients,
    sync: sync?.result ?? null,
    warnings,
    errors: problems,
  };
}

export function setupExitCode({ sync, problems }: SetupOutcome): ExitCode {
  const code = sync === null ? EXIT_CODES.done : syncExitCode(sync.result);
  return code === EXIT_CODES.done && problems.length > 0 ? EXIT_CODES.partly : code;
}
