import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from "yargs";
import type { Io } from "../io.js";

/** What every command understands. */
export const GLOBAL_OPTIONS = {
  "env-file": {
    type: "string",
    requiresArg: true,
    description: "Read settings from this file; it wins over the environment",
  },
} as const satisfies Record<string, Options>;

export const JSON_OPTION = { type: "boolean", default: false, description: "Print one JSON object on stdout" } as const;

type OptionTable = Readonly<Record<string, Options>>;
type GlobalArgs = InferredOptionTypes<typeof GLOBAL_OPTIONS>;
export type Args<Table extends OptionTable> = ArgumentsCamelCase<
  Omit<GlobalArgs, keyof Table> & InferredOptionTypes<Table>
>;

interface CommandSpec<Table extends OptionTable> {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Runs when no command is given. */
  isDefault?: boolean;
  options: Table;
  examples?: readonly (readonly [command: string, meaning: string])[];
  /** Resolves to the exit code. */
  run: (args: Args<Table>, io: Io) => Promise<number>;
}

export type Invocation = (io: Io) => Promise<number>;

/** A command whose option types are settled, so that different ones can stand in one list. */
export interface Command {
  name: string;
  optionNames: readonly string[];
  /** Adds the command to the parser; `select` is told what to run once the command line has been checked. */
  addTo: (parser: Argv<GlobalArgs>, select: (invocation: Invocation) => void) => void;
}

export function defineCommand<const Table extends OptionTable>(spec: CommandSpec<Table>): Command {
  const { name, summary, options, examples = [], run } = spec;
  return {
    name,
    optionNames: Object.keys(options),
    addTo(parser, select) {
      parser.command({
        command: spec.isDefault ? [name, "$0"] : name,
        describe: summary,
        builder: (yargs: Argv<GlobalArgs>) =>
          examples.reduce((built, [command, meaning]) => built.example(command, meaning), yargs.options(options)),
        handler: (args) => select((io) => run(args, io)),
      });
    },
  };
}
