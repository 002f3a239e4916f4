import { type Command, GLOBAL_OPTIONS, type OptionSpec } from "../args/define-command.js";
import type { ValueSource } from "../args/value-source.js";

/** What can stand where somebody types. */
export type Wanted = { typed: string } & (
  | { kind: "command"; commands: readonly Command[] }
  | { kind: "option"; options: Readonly<Record<string, OptionSpec>>; given: ReadonlySet<string>; isFirst: boolean }
  | { kind: "value"; source: ValueSource; isList: boolean; before: string }
  | { kind: "nothing" }
);

interface Walk {
  command: Command | null;
  commands: readonly Command[];
  positionals: number;
  given: Set<string>;
  /** The option that waits for its value. */
  waiting: OptionSpec | null;
  areOptionsOver: boolean;
}

/**
 * Finds out what the last of some words, which may be empty, can become.
 *
 * @param words of a command line without the name of the program
 */
export function wantedAt(words: readonly string[], commands: readonly Command[]): Wanted {
  const typed = words.at(-1) ?? "";
  const walk: Walk = {
    command: null,
    commands,
    positionals: 0,
    given: new Set(),
    waiting: null,
    areOptionsOver: false,
  };
  for (const word of words.slice(0, -1)) step(walk, word);

  if (walk.waiting !== null) return valueAt(walk.waiting, typed, "");
  if (typed.startsWith("-") && !walk.areOptionsOver) return optionAt(walk, typed);
  if (walk.commands.length > 0) return { kind: "command", typed, commands: walk.commands };
  const { positionals = [] } = walk.command ?? {};
  const last = positionals.at(-1);
  const positional = positionals[walk.positionals] ?? (last?.array === true ? last : undefined);
  // The values of a positional with several stand apart, with no commas between them.
  return positional === undefined ? { kind: "nothing", typed } : valueAt({ ...positional, array: false }, typed, "");
}

function step(walk: Walk, word: string): void {
  if (walk.waiting !== null) {
    walk.waiting = null;
  } else if (walk.areOptionsOver || !word.startsWith("-")) {
    const command = walk.areOptionsOver ? undefined : walk.commands.find(({ name }) => name === word);
    if (command === undefined) {
      walk.positionals += 1;
      // Where a command was expected, nothing can follow what is none.
      walk.commands = [];
      return;
    }
    walk.command = command;
    walk.commands = command.commands;
  } else if (word === "--") {
    walk.areOptionsOver = true;
  } else {
    const [name] = nameOf(word);
    const found = optionNamed(name, optionsOf(walk));
    if (found === undefined) return;
    walk.given.add(found[0]);
    if (!word.includes("=") && takesValue(found[1])) walk.waiting = found[1];
  }
}

function optionAt(walk: Walk, typed: string): Wanted {
  const options = optionsOf(walk);
  if (!typed.includes("=")) {
    return { kind: "option", typed, options, given: walk.given, isFirst: walk.command === null };
  }
  const [name, value] = nameOf(typed);
  const found = optionNamed(name, options);
  if (found === undefined || !takesValue(found[1])) return { kind: "nothing", typed };
  return valueAt(found[1], value, typed.slice(0, typed.length - value.length));
}

function valueAt({ completes, array, type }: OptionSpec, typed: string, before: string): Wanted {
  if (completes === undefined) return { kind: "nothing", typed };
  return { kind: "value", typed, source: completes, isList: array === true || type === "array", before };
}

function optionsOf({ command }: Walk): Readonly<Record<string, OptionSpec>> {
  return { ...command?.options, ...GLOBAL_OPTIONS };
}

/** `--start_date=x` is the option `start-date` with the value `x`. */
function nameOf(word: string): [name: string, value: string] {
  const [, name = "", value = ""] = /^-+(?:no-)?([^=]*)=?(.*)$/s.exec(word) ?? [];
  return [name.replaceAll("_", "-"), value];
}

function optionNamed(name: string, options: Readonly<Record<string, OptionSpec>>): [string, OptionSpec] | undefined {
  return Object.entries(options).find(([key, { alias = [] }]) => key === name || [alias].flat().includes(name));
}

function takesValue({ type }: OptionSpec): boolean {
  return type !== "boolean";
}
