import type { SearchEntity, SearchResult } from "@testio/store";
import { enumerate } from "../format/text.js";
import type { SimpleQuery } from "./query-language.js";

interface SearchOutcome {
  result: SearchResult;
  /** Null in raw mode. */
  simple: SimpleQuery | null;
  matched: "all" | "any";
  /** Kinds asked for that cannot be in the answer, and why. */
  dateless: readonly SearchEntity[];
  productless: readonly SearchEntity[];
}

const PLURALS: Record<SearchEntity, string> = {
  product: "products",
  feature: "features",
  test: "tests",
  bug: "bugs",
  user: "users",
};

const named = (entities: readonly SearchEntity[]) => entities.map((entity) => PLURALS[entity]).join(", ");

/** What a reader has to know of how a search was made, in sentences. */
export function searchNotes({ result, simple, matched, dateless, productless }: SearchOutcome): string[] {
  const notes: string[] = [];
  const unknown = result.unknownTerms.map(({ text }) => `"${text}"`);
  if (matched === "any") notes.push("No record holds all of the words: these hold at least one of them.");
  if (unknown.length > 0) notes.push(`No record at all holds ${enumerate(unknown)}.`);
  if (dateless.length > 0) notes.push(`Left out, because they have no date: ${named(dateless)}.`);
  if (productless.length > 0) notes.push(`Left out, because they belong to no product: ${named(productless)}.`);
  if (result.ranking === "recency") {
    notes.push(
      "Very many records hold these words: those with all of them in the title come first, then the newest of each kind.",
    );
  }
  if (result.newest !== null) {
    notes.push(
      `Only the newest ${result.newest} of the ${named(result.cutShort)} that match were looked at: add a rarer word, a product or a period to reach the others.`,
    );
  }
  if (simple?.isUnspaced) {
    notes.push(
      "In scripts without spaces (Chinese, Japanese, Thai, …) words are found only at the beginning of a run of characters, not in its middle.",
    );
  }
  return notes;
}
