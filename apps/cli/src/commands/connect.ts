import { resolve } from "node:path";
import { displayPath } from "@testio/config";
import { type Args, defineCommand, JSON_OPTION } from "../args/define-command.js";
import { textOption } from "../args/options.js";
import { clientNamed } from "../connect/client-named.js";
import { CLIENT_NAMES, CLIENTS } from "../connect/clients.js";
import { type Launch, launchFromWords } from "../connect/launch.js";
import { serverEntry, snippet } from "../connect/server-entry.js";
import { EXIT_CODES } from "../exit-codes.js";
import { type Io, writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import { assertConsentPossible, demandConsent } from "../terminal/demand-consent.js";
import { UsageError } from "../usage-error.js";

const OPTIONS = {
  remove: { type: "boolean", default: false, description: "Take testio out of the client's file again" },
  print: {
    type: "boolean",
    default: false,
    description: "Only print what would stand in the file, and change nothing",
  },
  project: {
    type: "boolean",
    default: false,
    description: "The file of the project in the current directory, not the one for all projects",
  },
  command: textOption("Start the server with this command, as in 'npx -y testio-mcp'"),
  yes: { type: "boolean", alias: "y", default: false, description: "Do not ask before the file is changed" },
  json: JSON_OPTION,
} as const;

/** `connect`: tells an assistant how to start the server, or takes that back. */
export const connectCommand = defineCommand({
  name: "connect",
  summary: "Connect an assistant: claude-desktop, claude-code, cursor or vscode",
  usage: "<client>",
  positionals: {
    client: {
      type: "string",
      demandOption: true,
      description: "claude-desktop, claude-code, cursor or vscode",
      completes: CLIENT_NAMES,
    },
  },
  options: OPTIONS,
  examples: [
    ["$0 connect claude-desktop", "Shows the change to its file, asks, keeps a copy, and makes it"],
    ["$0 connect cursor --print", "What to paste where this program may not write"],
    ["$0 connect vscode --remove --yes", "Takes it back without a question"],
  ],
  async run(args, io) {
    const name = clientNamed(args.client);
    const client = CLIENTS[name];
    const { applyChange, changeText, defaultLaunch, fileOf, outcomeLines, planClient } = await import(
      "../connect/connection.js"
    );
    const inProject = args.project;
    const file = fileOf({ name, inProject }, io);
    const launch = givenLaunch(args) ?? defaultLaunch(io, { inProject, ...envFileOf(args, io) });
    if (args.print) {
      writeLine(io.stdout, snippet(client, serverEntry(client, launch)));
      return EXIT_CODES.done;
    }
    assertConsentPossible(`connect changes ${file}`, args.yes, io);
    const change = await planClient({ name, remove: args.remove, inProject, launch }, io);
    if (change.state === "connected" || change.state === "removed") {
      if (!args.json || !args.yes) writeLine(io.stderr, changeText(change, io));
      await demandConsent(`Write this to ${displayPath(file, io.homeDir)}?`, args.yes, io, "changed");
    }
    const outcome = await applyChange(name, change, io);
    writeLine(io.stdout, args.json ? toJsonText(outcome) : outcomeLines(outcome, io).join("\n"));
    return EXIT_CODES.done;
  },
});

function givenLaunch({ command, remove }: Pick<Args<typeof OPTIONS>, "command" | "remove">): Launch | null {
  if (command === undefined) return null;
  if (remove) throw new UsageError("--command says what to write, --remove takes it out. Choose one of them.");
  const launch = launchFromWords(command);
  if (launch === null)
    throw new UsageError("--command is no command line. Write it as in --command 'npx -y testio-mcp'.");
  return launch;
}

/** The settings file this program was told to read is the one the server should read. */
function envFileOf(args: Readonly<Record<string, unknown>>, { cwd }: Io): { envFile?: string } {
  const given = args["env-file"];
  return typeof given === "string" ? { envFile: resolve(cwd, given) } : {};
}
