import { type Command, GLOBAL_OPTIONS } from "./define-command.js";
import { suggestion } from "./suggestion.js";

/** The command a command line names, with the words that lead to it: `problematic list`. */
export interface NamedCommand {
  path: string;
  command: Command;
}

/** The innermost command that `argv` names; null when it names none. */
export function namedCommand(argv: readonly string[], commands: readonly Command[]): NamedCommand | null {
  let found: NamedCommand | null = null;
  let choices = commands;
  for (const word of argv) {
    const command = choices.find(({ name }) => name === word);
    if (command === undefined) continue;
    found = { path: found === null ? command.name : `${found.path} ${command.name}`, command };
    choices = command.commands;
  }
  return found;
}

/** Says which arguments are unknown, and for each the nearest one that is known. */
export function unknownArguments(
  names: readonly string[],
  argv: readonly string[],
  commands: readonly Command[],
): string {
  const used = namedCommand(argv, commands);
  const flags = names.filter((name) => isFlag(name, argv));
  const words = names.filter((name) => !flags.includes(name));
  const isCommandUnknown = used === null || used.command.commands.length > 0;
  const sentences = [
    // What stands behind a command nobody knows says nothing.
    ...words.slice(0, isCommandUnknown ? 1 : undefined).map((word) => unknownWord(word, used, commands)),
    ...flags.map((flag) => unknownFlag(flag, used, commands)),
  ];
  const help = used === null ? "testio-mcp --help" : `testio-mcp ${used.path} --help`;
  return [...sentences, `See ${help}.`].join(" ");
}

function isFlag(name: string, argv: readonly string[]): boolean {
  return argv.some((arg) => /^-/.test(arg) && arg.replace(/^-+(no-)?/, "").startsWith(name.replace(/^-+/, "")));
}

function unknownFlag(name: string, used: NamedCommand | null, commands: readonly Command[]): string {
  const dashed = name.length === 1 ? `-${name}` : `--${name.replace(/^-+/, "")}`;
  const known = [...(used?.command.optionNames ?? []), ...Object.keys(GLOBAL_OPTIONS), "help", "version"];
  const owner = commands.find(({ optionNames }) => optionNames.includes(name));
  if (used === null && owner !== undefined) {
    return `${dashed} needs a command, as in testio-mcp ${owner.name} ${dashed}.`;
  }
  return `Unknown option ${dashed}.${suggestion(name, known, "--")}`;
}

function unknownWord(word: string, used: NamedCommand | null, commands: readonly Command[]): string {
  if (used !== null && used.command.commands.length === 0) return `${JSON.stringify(word)} is one argument too many.`;
  const names = (used?.command.commands ?? commands).map(({ name }) => name);
  const prefix = used === null ? "" : `${used.path} `;
  const unknown = `Unknown command ${JSON.stringify(`${prefix}${word}`)}.`;
  const near = suggestion(word, names, prefix) || (used === null ? groupSuggestion(word, commands) : "");
  return `${unknown}${near || ` Commands are ${names.join(", ")}.`}`;
}

/** `bugs` is no command, but `list bugs` is; a version is asked for in another way. */
function groupSuggestion(word: string, commands: readonly Command[]): string {
  const group = commands.find((command) => command.commands.some(({ name }) => name === word.toLowerCase()));
  if (group !== undefined) return ` Did you mean ${group.name} ${word.toLowerCase()}?`;
  return suggestion(word, ["version"], "--");
}
