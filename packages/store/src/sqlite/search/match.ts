import type { SearchQuery, SearchTerm, SearchText } from "../../types.js";
import { checkedExpression, TEXT_COLUMNS } from "./raw-expression.js";

const phrase = ({ text, prefix }: SearchTerm): string =>
  `"${text.replaceAll("\0", " ").replaceAll('"', " ")}"${prefix ? "*" : ""}`;

/** Terms that are searched for by the words which they are the beginning of. */
export type WrittenOut = ReadonlyMap<SearchTerm, readonly string[]>;

const NONE: WrittenOut = new Map();

/** What the index takes for words. */
const WORDS = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

export const wordsOf = ({ text }: SearchTerm): string[] => text.match(WORDS) ?? [];

/** Terms as an FTS5 expression. */
function joined(terms: readonly SearchTerm[], match: "all" | "any", writtenOut: WrittenOut): string {
  const anyOf = (term: SearchTerm) =>
    writtenOut.get(term)?.map((text) => phrase({ text, prefix: false })) ?? [phrase(term)];
  if (match === "any") return terms.flatMap(anyOf).join(" OR ");
  const asTheyAre = terms.filter((term) => !writtenOut.has(term));
  const others = terms.filter((term) => writtenOut.has(term)).map((term) => `(${anyOf(term).join(" OR ")})`);
  // Side by side means AND, and unlike AND lets a term without any word fall away.
  const sideBySide = others.length === 0 || asTheyAre.some((term) => wordsOf(term).length > 0);
  return [...(sideBySide ? [asTheyAre.map(phrase).join(" ")] : []), ...others].join(" AND ");
}

/** A search text as an FTS5 expression over some columns. @throws {SearchSyntaxError} */
export function textMatch(text: SearchText, { columns = TEXT_COLUMNS, writtenOut = NONE }: MatchOptions = {}): string {
  const expression = "terms" in text ? joined(text.terms, text.match, writtenOut) : checkedExpression(text.expression);
  return `({${columns.join(" ")}} : (${expression}))`;
}

interface MatchOptions {
  /** Default: all that hold text. */
  columns?: readonly string[];
  /** Default: none. */
  writtenOut?: WrittenOut;
}

/** The FTS5 expressions for the products and the time of a search. Months are not days: what they find is checked again. */
export function scopeMatches({ productIds, from, before }: SearchQuery): string[] {
  const scopes: string[][] = [];
  if (productIds) scopes.push(productIds.map((id) => `p${id}`));
  // Without an end, the newest records are the ones wanted, and those come first anyway.
  if (before) scopes.push(monthsOf(from ?? new Date(0), before));
  return scopes.map((words) => `(scope : (${words.length === 0 ? '""' : words.join(" OR ")}))`);
}

/** The words for a time: a year where it is a whole one, else its months. */
function monthsOf(from: Date, before: Date): string[] {
  const last = new Date(before.getTime() - 1);
  const end = last.getUTCFullYear() * 12 + last.getUTCMonth();
  const words: string[] = [];
  for (let month = from.getUTCFullYear() * 12 + from.getUTCMonth(); month <= end; ) {
    const year = Math.floor(month / 12);
    const isWholeYear = month % 12 === 0 && month + 11 <= end;
    words.push(isWholeYear ? `y${year}` : `m${year}${String((month % 12) + 1).padStart(2, "0")}`);
    month += isWholeYear ? 12 : 1;
  }
  return words;
}
