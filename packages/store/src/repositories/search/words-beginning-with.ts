import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { indexedWords } from "../../sqlite/search/small-index.js";
import { sql } from "../../sqlite/sql.js";
import type { SearchTerm } from "../../types.js";

/** A walk along more lists takes as long to begin as putting them together. */
const MOST_WORDS = 20;

const LAST_CHARACTER = "\u{10ffff}";

/** What the ends of English words can be that the index leaves off (Porter's algorithm). */
const ENDINGS = ["", "e", "s", "ed", "ing", "es", "al", "ion"];

/**
 * The words of the index that begin as a term does, each written so that a search for it finds that very word: FTS5 walks along their
 * lists and stops where it has enough, while for a prefix it puts all lists together before it answers a row.
 *
 * @returns null for a term that is no beginning of one word, of too many words, or of one that cannot be written so
 */
export async function wordsBeginningWith(db: CustomerSql, { text, prefix }: SearchTerm): Promise<string[] | null> {
  const [[beginning = "", ...others] = []] = prefix ? indexedWords([text]) : [];
  if (beginning === "" || others.length > 0) return null;
  const rows = await db.query<{ word: string }>(sql`
    SELECT term AS word FROM search_words WHERE term >= ${beginning} AND term < ${beginning + LAST_CHARACTER}
    LIMIT ${MOST_WORDS + 1}`);
  return rows.length > MOST_WORDS ? null : spelled(rows.map(({ word }) => word));
}

/** The index shortens what is searched for too: "univers", its word for "universe", to "univer". */
function spelled(words: readonly string[]): string[] | null {
  const spellings: string[] = [];
  let left = words;
  for (const ending of ENDINGS) {
    const found = indexedWords(left.map((word) => word + ending));
    const isSame = (word: string, place: number) => found[place]?.length === 1 && found[place][0] === word;
    spellings.push(...left.filter(isSame).map((word) => word + ending));
    left = left.filter((word, place) => !isSame(word, place));
    if (left.length === 0) return spellings;
  }
  return null;
}
