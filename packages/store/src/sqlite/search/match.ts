import type { SearchQuery, SearchTerm, SearchText } from "../../types.js";
import { checkedExpression, TEXT_COLUMNS } from "./raw-expression.js";

const phrase = ({ text, prefix }: SearchTerm): string =>
  `"${text.replaceAll("\0", " ").replaceAll('"', " ")}"${prefix ? "*" : ""}`;

/** Terms as an FTS5 expression. Side by side means AND, and unlike AND lets a term without any word fall away. */
const joined = (terms: readonly SearchTerm[], match: "all" | "any"): string =>
  terms.map(phrase).join(match === "all" ? " " : " OR ");

/** A search text as an FTS5 expression over some columns. @throws {SearchSyntaxError} */
export function textMatch(text: SearchText, columns: readonly string[] = TEXT_COLUMNS): string {
  const expression = "terms" in text ? joined(text.terms, text.match) : checkedExpression(text.expression);
  return `({${columns.join(" ")}} : (${expression}))`;
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
