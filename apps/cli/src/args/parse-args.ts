import yargs from "yargs";
import { UsageError } from "../usage-error.js";
import { packageVersion } from "../version.js";
import { type Command, GLOBAL_OPTIONS, type Invocation } from "./define-command.js";
import { unknownArguments } from "./unknown-arguments.js";

const WIDEST_HELP = 100;
const UNKNOWN = /^Unknown arguments?: (.+)$/s;

/** What the command line asks for: a command, or a text (help, version). */
export type ParsedArgs = { run: Invocation } | { text: string };

/**
 * Reads the command line without running or printing anything.
 *
 * @throws UsageError when it is wrong.
 */
export function parseArgs(argv: readonly string[], commands: readonly Command[], columns = 80): ParsedArgs {
  const selected: Invocation[] = [];
  const parser = yargs()
    .scriptName("testio-mcp")
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
    failure = error ? error.message : repeatedOption(args);
  });
  if (failure !== null) throw new UsageError(explain(failure, argv, commands));
  const [run] = selected;
  return run && text === "" ? { run } : { text };
}

/** yargs makes a list of an option that is given twice; nothing of ours but `product-ids` is one. */
function repeatedOption(args: Readonly<Record<string, unknown>>): string | null {
  const repeated = Object.entries(args).find(([name, value]) => Array.isArray(value) && !LISTS.has(name));
  return repeated ? `--${repeated[0]} is given more than once` : null;
}
const LISTS = new Set(["_", "product-ids"]);

function explain(failure: string, argv: readonly string[], commands: readonly Command[]): string {
  const unknown = UNKNOWN.exec(failure)?.[1];
  if (unknown !== undefined) return unknownArguments(unknown.split(", "), argv, commands);
  const missing = /^Not enough arguments following: (.+)$/.exec(failure)?.[1];
  const sentence = missing === undefined ? failure : `--${missing} needs a value`;
  return `${sentence.replace(/\.?$/, ".")} See testio-mcp --help.`;
}
