import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options, PositionalOptions } from "yargs";
import type { Io } from "../io.js";
import { UsageError } from "../usage-error.js";
import type { ValueSource } from "./value-source.js";

/** An option or argument as yargs knows it, and what its values may be. */
export type OptionSpec = Options & { completes?: ValueSource };

/** What every command understands. */
export const GLOBAL_OPTIONS = {
  "env-file": {
    type: "string",
    requiresArg: true,
    description: "Read settings from this file; it wins over the environment",
    completes: "file",
  },
} as const satisfies Record<string, OptionSpec>;

export const JSON_OPTION = { type: "boolean", default: false, description: "Print one JSON object on stdout" } as const;

type OptionTable = Readonly<Record<string, OptionSpec>>;
type PositionalTable = Readonly<Record<string, OptionSpec & PositionalOptions>>;
type GlobalArgs = InferredOptionTypes<typeof GLOBAL_OPTIONS>;
export type Args<Table extends OptionTable, Places extends PositionalTable = Record<never, never>> = ArgumentsCamelCase<
  Omit<GlobalArgs, keyof Table> & InferredOptionTypes<Table> & InferredOptionTypes<Places>
>;

interface CommandSpec<Table extends OptionTable, Places extends PositionalTable> {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Runs when no command is given. */
  isDefault?: boolean;
  /** What stands behind the name, in yargs' notation: `<event> <id..>`. */
  usage?: string;
  positionals?: Places;
  options: Table;
  examples: readonly (readonly [command: string, meaning: string])[];
  /** Resolves to the exit code. */
  run: (args: Args<Table, Places>, io: Io) => Promise<number>;
}

export type Invocation = (io: Io) => Promise<number>;

/** A command whose option types are settled, so that different ones can stand in one list. */
export interface Command {
  name: string;
  summary: string;
  /** What has to stand behind the name; empty = nothing. */
  usage: string;
  options: OptionTable;
  /** What may stand behind the name, in order. */
  positionals: readonly OptionSpec[];
  /** `$0` stands for the name of the program. */
  examples: readonly (readonly [command: string, meaning: string])[];
  optionNames: readonly string[];
  /** Options and positionals that may have several values, their other names included. */
  listNames: readonly string[];
  /** The commands of a group; empty for one that does something itself. */
  commands: readonly Command[];
  /** Adds the command to the parser; `select` is told what to run once the command line has been checked. */
  addTo: (parser: Argv<GlobalArgs>, select: (invocation: Invocation) => void) => void;
}

export function defineCommand<
  const Table extends OptionTable,
  const Places extends PositionalTable = Record<never, never>,
>(spec: CommandSpec<Table, Places>): Command {
  const { name, summary, usage = "", options, examples, run } = spec;
  // Named as options as well, since only those give the arguments their types.
  const table = { ...options, ...spec.positionals } as Table & Places;
  const positionals: PositionalTable = spec.positionals ?? {};
  const isList = ([, about]: [string, Options]) => about.array === true || about.type === "array";
  const names = ([key, { alias = [] }]: [string, Options]) => [key, ...(typeof alias === "string" ? [alias] : alias)];
  return {
    name,
    summary,
    usage,
    options,
    positionals: Object.values(positionals),
    examples,
    optionNames: Object.entries(options).flatMap(names),
    listNames: Object.entries(table).filter(isList).flatMap(names),
    commands: [],
    addTo(parser, select) {
      const signature = `${name} ${usage}`.trim();
      parser.command({
        command: spec.isDefault ? [signature, "$0"] : signature,
        describe: summary,
        builder(yargs: Argv<GlobalArgs>) {
          const built = yargs.options(table);
          for (const [key, about] of Object.entries(positionals)) built.positional(key, about);
          return built;
        },
        handler: (args) => select((io) => run(args, io)),
      });
    },
  };
}

/** A word that has commands of its own, as in `problematic list`. */
export function defineGroup(
  spec: Pick<CommandSpec<Record<never, never>, Record<never, never>>, "name" | "summary" | "examples">,
  commands: readonly Command[],
): Command {
  const { name, summary, examples } = spec;
  return {
    name,
    summary,
    usage: "<command>",
    options: {},
    positionals: [],
    examples,
    optionNames: [],
    listNames: [],
    commands,
    addTo(parser, select) {
      parser.command({
        command: name,
        describe: summary,
        builder(yargs: Argv<GlobalArgs>) {
          yargs.usage(`$0 ${name} <command> [options]\n\n${summary}`);
          for (const command of commands) command.addTo(yargs, select);
          return yargs;
        },
        handler: () => select(() => Promise.reject(incomplete(name, commands))),
      });
    },
  };
}

function incomplete(name: string, commands: readonly Command[]): UsageError {
  const choices = commands.map((command) => command.name).join(", ");
  return new UsageError(`testio-mcp ${name} needs one of its commands: ${choices}. See testio-mcp ${name} --help.`);
}
