import { type Command, GLOBAL_OPTIONS, type OptionSpec } from "../args/define-command.js";
import type { ValueSource, Word } from "../args/value-source.js";
import type { Candidate } from "./candidate.js";
import type { StoredNames } from "./stored-names.js";
import { type Wanted, wantedAt } from "./wanted.js";

/**
 * What the last of some words can become, in the order to offer it; `files` = the shell knows best.
 *
 * @param words of a command line without the name of the program
 */
export async function candidatesFor(
  words: readonly string[],
  commands: readonly Command[],
  names: StoredNames,
): Promise<Candidate[] | "files"> {
  const wanted = wantedAt(words, commands);
  switch (wanted.kind) {
    case "command":
      return matching(
        wanted.typed,
        wanted.commands.map(({ name, summary }) => ({ value: name, meaning: summary })),
      );
    case "option":
      return matching(wanted.typed, optionCandidates(wanted));
    case "value":
      return valueCandidates(wanted, names);
    case "nothing":
      return [];
  }
}

function optionCandidates({ options, given, isFirst }: Wanted & { kind: "option" }): Candidate[] {
  const ofCommand = Object.entries(options).filter(([name]) => !(name in GLOBAL_OPTIONS));
  const offered = [...ofCommand, ...Object.entries<OptionSpec>(GLOBAL_OPTIONS)]
    .filter(([name, { array, type }]) => !given.has(name) || array === true || type === "array")
    .flatMap(([name, about]) => spellings(name, about).map((value) => candidate(value, about.description ?? "")));
  const version = isFirst ? [candidate("--version", "Show the version")] : [];
  return [...offered, candidate("--help", "Show the options and two examples"), ...version];
}

/** A switch that is off can be put on, one that is on can be put off, and one that is neither can be put on or off. */
function spellings(name: string, { type, default: usual }: OptionSpec): string[] {
  if (type !== "boolean") return [`--${name}`];
  return [...(usual === true ? [] : [`--${name}`]), ...(usual === false ? [] : [`--no-${name}`])];
}

async function valueCandidates(
  { typed, source, isList, before }: Wanted & { kind: "value" },
  names: StoredNames,
): Promise<Candidate[] | "files"> {
  if (source === "file") return "files";
  if ("valuesByName" in source) return namedValueCandidates(typed, source.valuesByName, before, names);
  const comma = isList ? typed.lastIndexOf(",") + 1 : 0;
  const [chosen, last] = [typed.slice(0, comma), typed.slice(comma)];
  const all = await wordsOf(source, last, names);
  const others = chosen.split(",");
  // Behind a comma, a name with a comma in it would be taken for two.
  const possible = comma === 0 ? all : all.filter(({ value }) => !value.includes(",") && !others.includes(value));
  return matching(last, possible).map(({ value, meaning }) => ({ value: before + chosen + value, meaning }));
}

/** First the name, then what can stand behind its `=`. */
async function namedValueCandidates(
  typed: string,
  valuesByName: Readonly<Record<string, ValueSource>>,
  before: string,
  names: StoredNames,
): Promise<Candidate[] | "files"> {
  const at = typed.indexOf("=") + 1;
  const name = typed.slice(0, Math.max(0, at - 1));
  if (at === 0) {
    const all = Object.keys(valuesByName).map((key) => candidate(`${before}${key}=`, ""));
    return matching(before + typed, all);
  }
  const source = valuesByName[name];
  if (source === undefined) return [];
  return valueCandidates(
    { kind: "value", typed: typed.slice(at), source, isList: true, before: before + typed.slice(0, at) },
    names,
  );
}

async function wordsOf(
  source: Exclude<ValueSource, "file" | { valuesByName: object }>,
  typed: string,
  names: StoredNames,
): Promise<Candidate[]> {
  if ("stored" in source) return names(source, typed);
  const words: readonly Word[] = typeof source === "function" ? await source() : source;
  return words.map((word) => (typeof word === "string" ? candidate(word, "") : candidate(...word)));
}

/** Those that begin with what was typed; where there are none, the only one that has it somewhere. */
function matching(typed: string, all: readonly Candidate[]): Candidate[] {
  const beginning = all.filter(({ value }) => spelled(value).startsWith(spelled(typed)));
  if (beginning.length > 0) return beginning;
  const containing = all.filter(({ value }) => spelled(value).includes(spelled(typed)));
  return containing.length === 1 ? containing : [];
}

/** An umlaut can be one character or two. */
function spelled(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

function candidate(value: string, meaning: string): Candidate {
  return { value, meaning };
}
