import type { JsonObject } from "@testio/store";

/** How much of texts and of lists inside of rows is kept. */
export interface Shortening {
  /** Characters of a text. */
  texts: number;
  /** Entries of a list that is not itself the answer. */
  items: number;
}

/** No object of ours has as many fields: one with more is named by data and counts as a list. */
const MOST_OWN_FIELDS = 60;

/** A copy with long texts and lists cut; the list named `rows` keeps all its rows. */
export function shortenAnswer(answer: JsonObject, shortening: Shortening, rows: string | null): JsonObject {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      key === rows && Array.isArray(value) ? value.map((row) => shorten(row, shortening)) : shorten(value, shortening),
    ]),
  );
}

function shorten(value: unknown, shortening: Shortening): unknown {
  if (typeof value === "string") return cut(value, shortening.texts);
  if (Array.isArray(value)) return value.slice(0, shortening.items).map((item) => shorten(item, shortening));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const kept = entries.length > MOST_OWN_FIELDS ? entries.slice(0, shortening.items) : entries;
  return Object.fromEntries(kept.map(([key, item]) => [key, shorten(item, shortening)]));
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Half of an emoji at the edge is no text.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
