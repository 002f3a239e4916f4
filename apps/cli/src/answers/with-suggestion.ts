import { suggestion } from "../args/suggestion.js";
import { DATE_WORDS } from "../args/value-source.js";

const VALUES = /^(.*?"([^"]+)".*?\.)( Valid(?: are| here)?: ([^.]+)\.)/s;
const SETTING = /^(.*must be one of ([^"]+), but it is "([^"]+)".*)$/s;
const DATE = /^(.*"([^"]+)", which names no date\.)(.*)$/s;

/** A sentence of the libraries on a value that is none, with the nearest of those there are. */
export function withSuggestion(sentence: string): string {
  return sentence
    .replace(VALUES, (_, what: string, word: string, valid: string, list: string) => {
      return `${what}${suggestion(word, list.split(", "))}${valid}`;
    })
    .replace(SETTING, (_, what: string, list: string, word: string) => `${what}${suggestion(word, list.split(", "))}`)
    .replace(DATE, (_, what: string, word: string, rest: string) => `${what}${suggestion(word, dateWords())}${rest}`);
}

function dateWords(): string[] {
  return DATE_WORDS.map((word) => (typeof word === "string" ? word : word[0]));
}
