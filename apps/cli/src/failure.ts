import { SettingsError } from "@testio/config";
import { inCommands } from "./answers/in-commands.js";
import { withSuggestion } from "./answers/with-suggestion.js";
import { type ExitCode, exitCodeOf } from "./exit-codes.js";

/** One thing that went wrong, in words for people. */
export interface Problem {
  kind: string;
  message: string;
}

/** Errors whose messages were written for people. Any other message may hold anything, and is not shown. */
const SPOKEN =
  /^(?:Usage|Settings|MissingToken|InvalidSince|NotConfirmed|NotSaved|NotStored|Api\w+|Store\w*|Sync\w+|WriteFenced|ReportTarget|ConfigFile)Error$/;

/** Errors of the questions that are asked, which call commands and options as tools do. */
const ASKED = /^(?:InvalidQuery|NotFound)Error$/;

/** An error as its reader should see it, and the exit code that goes with it. */
export function describeFailure(error: unknown): { exitCode: ExitCode; problems: Problem[] } {
  const kind = error instanceof Error ? error.name : "Error";
  return { exitCode: exitCodeOf(kind), problems: messagesOf(error, kind).map((message) => ({ kind, message })) };
}

function messagesOf(error: unknown, kind: string): readonly string[] {
  if (error instanceof SettingsError) return error.problems.map(withSuggestion);
  if (error instanceof Error && SPOKEN.test(kind)) return [error.message];
  if (error instanceof Error && ASKED.test(kind)) return [withSuggestion(inCommands(error.message))];
  return [
    `Something unexpected went wrong (${kind}). Set LOG_LEVEL=debug and run the command again to see where; please report it.`,
  ];
}

/** Where an unexpected error came from, for `LOG_LEVEL=debug`, without the secrets given. */
export function debugDetails(error: unknown, secrets: readonly (string | null | undefined)[]): string {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, "…") : text), details);
}

export function isExpected(error: unknown): boolean {
  return error instanceof Error && (SPOKEN.test(error.name) || ASKED.test(error.name));
}
