import { closest, distance } from "fastest-levenshtein";
import { type Command, GLOBAL_OPTIONS } from "./define-command.js";

/** Says which arguments are unknown, and for each the nearest one that is known. */
export function unknownArguments(
  names: readonly string[],
  argv: readonly string[],
  commands: readonly Command[],
): string {
  const used = commands.find(({ name }) => argv.includes(name));
  const sentences = names.map((name) =>
    isFlag(name, argv) ? unknownFlag(name, used, commands) : unknownWord(name, used, commands),
  );
  const help = used && used.name !== names[0] ? `testio-mcp ${used.name} --help` : "testio-mcp --help";
  return [...sentences, `See ${help}.`].join(" ");
}

function isFlag(name: string, argv: readonly string[]): boolean {
  return argv.some((arg) => /^-/.test(arg) && arg.replace(/^-+(no-)?/, "").startsWith(name.replace(/^-+/, "")));
}

function unknownFlag(name: string, used: Command | undefined, commands: readonly Command[]): string {
  const dashed = name.length === 1 ? `-${name}` : `--${name.replace(/^-+/, "")}`;
  const known = [...(used?.optionNames ?? []), ...Object.keys(GLOBAL_OPTIONS), "help", "version"];
  const owners = commands.filter(({ optionNames }) => optionNames.includes(name));
  if (!used && owners.length > 0) {
    return `${dashed} needs a command: ${owners.map((owner) => `testio-mcp ${owner.name} ${dashed}`).join(" or ")}.`;
  }
  return `Unknown option ${dashed}.${suggestion(name, known, "--")}`;
}

function unknownWord(word: string, used: Command | undefined, commands: readonly Command[]): string {
  if (used) return `${JSON.stringify(word)} is one argument too many.`;
  const names = commands.map(({ name }) => name);
  return `Unknown command ${JSON.stringify(word)}.${suggestion(word, names, "") || ` Commands are ${names.join(", ")}.`}`;
}

function suggestion(word: string, known: readonly string[], prefix: string): string {
  const nearest = closest(word, known);
  const isNear = distance(word, nearest) <= Math.max(2, Math.floor(nearest.length / 3));
  return isNear ? ` Did you mean ${prefix}${nearest}?` : "";
}
