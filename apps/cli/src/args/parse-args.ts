import yargs from "yargs";
import { UsageError } from "../usage-error.js";
import { packageVersion } from "../version.js";
import { type Command, GLOBAL_OPTIONS, type Invocation } from "./define-command.js";
import { namedCommand, unknownArguments } from "./unknown-arguments.js";

const PROGRAM_NAME = "testio-mcp";
const WIDEST_HELP = 100;
const EXAMPLES: Command["examples"] = [
  ["$0 setup", "What to begin with"],
  ['$0 list bugs --product "Web Shop" --status open', "What waits for you in one product"],
];
const UNKNOWN = /^Unknown arguments?: (.+)$/s;
const MISSING = /^Missing required arguments?: (.+)$/s;
const TOO_FEW = /^Not enough non-option arguments/;

/** What the command line asks for: a command, or a text (help, version). */
export type ParsedArgs = { run: Invocation } | { text: string };

/** `--start_date` is `--start-date`: options are also known by the names that tools and REST give them. */
function dashed(argv: readonly string[]): string[] {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  return argv.map((arg, index) =>
    index < end ? arg.replace(/^--[a-z][\w-]*/i, (flag) => flag.replaceAll("_", "-")) : arg,
  );
}

/**
 * Reads the command line without running or printing anything.
 *
 * @throws UsageError when it is wrong.
 */
export function parseArgs(given: readonly string[], commands: readonly Command[], columns = 80): ParsedArgs {
  const argv = dashed(given);
  const selected: Invocation[] = [];
  const parser = yargs()
    .scriptName(PROGRAM_NAME)
    .usage("$0 <command> [options]\n\nYour TestIO data on the command line and for AI assistants over MCP.")
    .detectLocale(false)
    .exitProcess(false)
    .parserConfiguration({ "camel-case-expansion": false })
    .strict()
    .options(GLOBAL_OPTIONS)
    .version(packageVersion())
    .alias("v", "version")
    .alias("h", "help")
    .showHelpOnFail(false)
    .wrap(Math.min(columns, WIDEST_HELP));
  for (const command of commands) command.addTo(parser, (invocation) => selected.push(invocation));

  let failure: string | null = null;
  let text = "";
  parser.parse(argv, {}, (error, args, output) => {
    text = output;
    failure = error ? error.message : (repeatedOption(args, commands) ?? deniedOption(argv));
  });
  if (failure !== null) throw new UsageError(explain(failure, argv, commands));
  const [run] = selected;
  if (run && text === "") return { run };
  const isHelp = text.startsWith(PROGRAM_NAME);
  return {
    text: isHelp ? `${text}\n\n${examplesText(namedCommand(argv, commands)?.command.examples ?? EXAMPLES)}` : text,
  };
}

/** Whole lines, to be copied: the parser would break them in two columns. */
function examplesText(examples: Command["examples"]): string {
  const lines = examples.map(([command, meaning]) => `  ${command.replaceAll("$0", PROGRAM_NAME)}\n      ${meaning}`);
  return ["Examples:", ...lines].join("\n");
}

/** yargs makes a list of an option that is given twice, whether it may have several values or not. */
function repeatedOption(args: Readonly<Record<string, unknown>>, commands: readonly Command[]): string | null {
  const lists = new Set(["_", ...listNames(commands)]);
  const repeated = Object.entries(args).find(([name, value]) => Array.isArray(value) && !lists.has(name));
  return repeated ? `--${repeated[0]} is given more than once` : null;
}

/** For yargs, the last one wins. */
function deniedOption(argv: readonly string[]): string | null {
  const denied = argv.find((arg) => arg.startsWith("--no-") && argv.includes(`--${arg.slice(5)}`));
  return denied ? `--${denied.slice(5)} and ${denied} contradict each other. Choose one of them` : null;
}

function listNames(commands: readonly Command[]): string[] {
  return commands.flatMap((command) => [...command.listNames, ...listNames(command.commands)]);
}

function explain(failure: string, argv: readonly string[], commands: readonly Command[]): string {
  const unknown = UNKNOWN.exec(failure)?.[1];
  if (unknown !== undefined) return unknownArguments(unknown.split(", "), argv, commands);
  const used = namedCommand(argv, commands);
  const help = `See testio-mcp ${used === null ? "" : `${used.path} `}--help.`;
  if (used !== null && TOO_FEW.test(failure)) {
    return `testio-mcp ${used.path} needs ${used.command.usage}. ${help}`;
  }
  const required = MISSING.exec(failure)?.[1];
  if (used !== null && required !== undefined) {
    const options = required.split(", ").map((name) => `--${name}`);
    return `testio-mcp ${used.path} needs ${options.join(" and ")}. ${help}`;
  }
  const missing = /^Not enough arguments following: (.+)$/.exec(failure)?.[1];
  const sentence = missing === undefined ? failure : `--${missing} needs a value`;
  return `${sentence.replace(/\.?$/, ".")} ${help}`;
}
