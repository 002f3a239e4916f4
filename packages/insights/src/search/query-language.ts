import type { SearchTerm } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";

const LONGEST_QUERY = 500;
const MOST_TERMS = 20;
/** What a query with nothing to search for is told. */
const HELP = 'Name words, a "phrase in quotation marks", or the beginning of a word with a star: login*.';

/** A closed quotation, or a run of anything that no person means to be part of a word. */
const PARTS = /"([^"]*)"(\*?)|[^\s"“”„,;(){}[\]|<>]+/gu;
const CURLY_QUOTES = /[“”„]/g;
/** What the index takes for a letter or a digit. */
const WORD = /[\p{L}\p{N}\p{Co}]/gu;
/** Scripts without spaces between words: the index has a whole run of them as one word. */
const UNSPACED_END =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]$/u;

export interface SimpleQuery {
  terms: SearchTerm[];
  /** The query as it was understood. */
  text: string;
  /** Some terms are in a script without spaces, and found only where a run of it begins with them. */
  isUnspaced: boolean;
}

/**
 * A query as people type it: words that must all be found, phrases in quotation marks, `login*`. Nothing in it is an
 * operator: `and`, `not`, a colon or a parenthesis are what they look like. A word with signs in it ("log-in",
 * "tess@example.com") means its parts side by side.
 *
 * @throws InvalidQueryError when there is no word in it, or too many.
 */
export function parseSimpleQuery(query: string): SimpleQuery {
  if (query.length > LONGEST_QUERY) {
    throw new InvalidQueryError(
      "query",
      `The query is longer than ${LONGEST_QUERY} characters: name the words that matter.`,
    );
  }
  const parts = [...query.replace(CURLY_QUOTES, '"').matchAll(PARTS)].map(partOf).filter(({ letters }) => letters > 0);
  if (parts.length === 0)
    throw new InvalidQueryError("query", `The query holds no letter and no digit to search for. ${HELP}`);
  if (parts.length > MOST_TERMS) {
    throw new InvalidQueryError(
      "query",
      `The query has ${parts.length} words; at most ${MOST_TERMS} can be searched for at once.`,
    );
  }
  return {
    terms: parts.map(({ term }) => term),
    text: parts
      .map(({ term, isQuoted }) => `${isQuoted ? `"${term.text}"` : term.text}${term.prefix ? "*" : ""}`)
      .join(" "),
    isUnspaced: parts.some(({ isUnspaced }) => isUnspaced),
  };
}

function partOf([whole, quoted, star]: RegExpExecArray) {
  const isQuoted = quoted !== undefined;
  const text = (isQuoted ? quoted : whole.replace(/\*+$/, "")).trim();
  const letters = text.match(WORD)?.length ?? 0;
  const isUnspaced = UNSPACED_END.test(text.replace(/[^\p{L}\p{N}\p{M}]+$/u, ""));
  const hasStar = isQuoted ? star === "*" : whole.endsWith("*");
  // What begins with one letter is a good part of all there is: that is no search.
  const prefix = isUnspaced || (hasStar && letters > 1);
  return { term: { text, prefix }, letters, isQuoted, isUnspaced };
}
