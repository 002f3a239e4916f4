import { type ApiMode, SETTINGS_TABLE, type SettingFlags } from "@testio/config";
import { defineCommand, type OptionSpec } from "../args/define-command.js";
import { EXIT_CODES } from "../exit-codes.js";
import { type Io, writeLine } from "../io.js";
import { commandSettings } from "../settings.js";

const flagged = SETTINGS_TABLE.flatMap((entry) => (entry.flag === null ? [] : [{ ...entry, flag: entry.flag }]));
const isSwitch = (allowed: string) => allowed === "true or false";
/** `one of stdio, http` names the words there are. */
const wordsIn = (allowed: string) => /^one of (.+)$/.exec(allowed)?.[1]?.split(/, | or /) ?? [];

const options: Record<string, OptionSpec> = Object.fromEntries(
  flagged.map(({ flag, meaning, allowed, default: fallback }) => [
    flag,
    isSwitch(allowed)
      ? { type: "boolean", description: meaning }
      : {
          type: "string",
          requiresArg: true,
          description: `${meaning} Default ${fallback}`,
          completes: wordsIn(allowed),
        },
  ]),
);

/** Serves MCP on standard input and output until the client leaves, or over HTTP, until the user interrupts. */
export async function serve(io: Io, envFile?: string, flags: SettingFlags = {}): Promise<number> {
  const settings = commandSettings(io, envFile, flags);
  for (const warning of settings.warnings) writeLine(io.stderr, `Warning: ${warning}`);
  if (settings.transport === "stdio" && io.stdin.isTTY) {
    writeLine(io.stderr, "testio-mcp speaks MCP on standard input and output: an MCP client has to start it.");
    writeLine(io.stderr, "Press Ctrl-C to stop. See testio-mcp --help for what it can do from a terminal.");
  }
  const { ListenError, runServer } = await import("@testio/mcp-server");
  const { stdin, stdout, stderr, signal } = io;
  try {
    return await runServer({
      settings,
      stdin,
      stdout,
      stderr,
      signal,
      onListening: (url) => writeLine(stderr, `${listening(url, settings.apiMode)} Press Ctrl-C to stop.`),
    });
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    writeLine(stderr, error.message);
    return EXIT_CODES.failed;
  }
}

function listening(url: string, mode: ApiMode): string {
  const mcp = `MCP at ${url}/mcp`;
  const rest = `REST at ${url}/api, described at ${url}/docs`;
  return `Listening: dashboard at ${url}/; ${{ mcp, rest, hybrid: `${mcp}; ${rest}` }[mode]}.`;
}

/** `serve`: the server, on stdio or over HTTP. */
export const serveCommand = defineCommand({
  name: "serve",
  summary: "Start the server: MCP on stdio for a client such as Claude or Cursor, or MCP and REST over HTTP",
  isDefault: true,
  options,
  examples: [
    ["$0 serve", "What an MCP client runs"],
    ["$0 serve --refresh-interval 300", "Sync every five minutes while it runs"],
    ["$0 serve --transport http --port 8080", "For many clients: MCP at /mcp, REST at /api, documentation at /docs"],
  ],
  run: (args, io) => serve(io, textOf(args["env-file"]), settingFlags(args)),
});

/** What was given on the command line, by the key of its setting. */
function settingFlags(args: Readonly<Record<string, unknown>>): SettingFlags {
  return Object.fromEntries(flagged.map(({ key, flag }) => [key, textOf(args[flag])]));
}

/** Typed by the table of settings, the options have no static types. */
function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
