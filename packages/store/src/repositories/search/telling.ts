import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { within } from "../../sqlite/search/index-rows.js";
import { textMatch, type WrittenOut, wordsOf } from "../../sqlite/search/match.js";
import { join, sql } from "../../sqlite/sql.js";
import type { SearchTerm, SearchText } from "../../types.js";

/**
 * A term that more records hold than this tells little about any of them, and takes long to rank by: BM25 has to read all
 * of them to know how rare it is.
 */
const TELLING_RECORDS = 4_000;

interface TellingPart {
  /** What to rank by; null when each term is held by too many records. */
  telling: SearchText | null;
  unknownTerms: SearchTerm[];
  /** Taken for frequent without being counted: phrases by their words, and a beginning of many words. */
  uncountedTerms: SearchTerm[];
}

/** What is known of a search before its terms are counted. */
interface Known {
  writtenOut: WrittenOut;
  /** Whether only some kinds, products or times are searched. */
  isScoped: boolean;
}

/** Which part of a search tells something about the records that hold it. @throws {SearchSyntaxError} */
export async function tellingPart(db: CustomerSql, text: SearchText, known: Known): Promise<TellingPart> {
  if (!("terms" in text)) {
    const [count = 0] = await countMatches(db, [textMatch(text)]);
    return { telling: count <= TELLING_RECORDS ? text : null, unknownTerms: [], uncountedTerms: [] };
  }
  const isAny = text.match === "any";
  // Those of any terms that are no part of what is looked for would be missed.
  const uncountedTerms = isAny ? [] : [...(await frequentPhrases(db, text.terms)), ...onlyBeginning(text.terms, known)];
  const counted = text.terms.filter((term) => !uncountedTerms.includes(term));
  const counts = await countTerms(db, counted, { writtenOut: known.writtenOut });
  const telling = counted.filter((_, index) => {
    const count = counts[index] ?? 0;
    return count <= TELLING_RECORDS && (count > 0 || !isAny);
  });
  return {
    telling: telling.length === 0 ? null : { ...text, terms: telling },
    unknownTerms: counted.filter((_, index) => counts[index] === 0),
    uncountedTerms,
  };
}

/** Whether no more records of the customer match than tell something. @param atLeast how many do at least, as far as is known */
export async function areFew(db: CustomerSql, match: string, atLeast: number): Promise<boolean> {
  if (atLeast > TELLING_RECORDS) return false;
  const [count = 0] = await countMatches(db, [match]);
  return count <= TELLING_RECORDS;
}

/** Terms that no record of the customer holds. */
export async function unknownAmong(db: CustomerSql, terms: readonly SearchTerm[]): Promise<SearchTerm[]> {
  const counts = await countTerms(db, terms, { most: 1 });
  return terms.filter((_, index) => counts[index] === 0);
}

/**
 * The beginning of many words, searched for alone and everywhere: to count its records takes as long as to find them, and what is
 * found says in most cases whether they are few.
 */
function onlyBeginning(terms: readonly SearchTerm[], { writtenOut, isScoped }: Known): SearchTerm[] {
  const [term, ...others] = terms;
  const isBeginning = term?.prefix === true && others.length === 0 && wordsOf(term).length === 1;
  return isBeginning && !isScoped && !writtenOut.has(term) ? [term] : [];
}

/**
 * Phrases of frequent words alone. How many records hold one is only known once all records with its words were gone through,
 * which takes as long as everything else.
 */
async function frequentPhrases(db: CustomerSql, terms: readonly SearchTerm[]): Promise<SearchTerm[]> {
  const phrases = terms.map((term) => ({ term, words: wordsOf(term) })).filter(({ words }) => words.length > 1);
  const words = [...new Set(phrases.flatMap((phrase) => phrase.words))];
  const counts = await countTerms(
    db,
    words.map((text) => ({ text, prefix: false })),
  );
  const rare = new Set(words.filter((_, index) => (counts[index] ?? 0) <= TELLING_RECORDS));
  return phrases.filter((phrase) => !phrase.words.some((word) => rare.has(word))).map(({ term }) => term);
}

function countTerms(
  db: CustomerSql,
  terms: readonly SearchTerm[],
  { most, writtenOut }: { most?: number; writtenOut?: WrittenOut } = {},
): Promise<number[]> {
  const matches = terms.map((term) =>
    textMatch({ terms: [term], match: "all" }, { ...(writtenOut && { writtenOut }) }),
  );
  return countMatches(db, matches, most);
}

/** How many records of the customer match each expression; counting ends when there are too many. */
async function countMatches(
  db: CustomerSql,
  matches: readonly string[],
  most = TELLING_RECORDS + 1,
): Promise<number[]> {
  if (matches.length === 0) return [];
  const counts = matches.map(
    (match, position) => sql`
      SELECT ${position} AS position, (SELECT count(*) FROM (
        SELECT 1 FROM search_index WHERE search_index MATCH ${match} AND ${within(db)} LIMIT ${most})) AS records`,
  );
  const rows = await db.query<{ position: number; records: number | bigint }>(sql`${join(counts, " UNION ALL ")}`);
  return rows.toSorted((a, b) => Number(a.position) - Number(b.position)).map(({ records }) => Number(records));
}
