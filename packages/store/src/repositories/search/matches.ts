import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf, within } from "../../sqlite/search/index-rows.js";
import { scopeMatches, textMatch } from "../../sqlite/search/match.js";
import { join, sql } from "../../sqlite/sql.js";
import { SEARCH_ENTITIES, type SearchQuery, type SearchTerm, type SearchText } from "../../types.js";

/**
 * A term that more records hold than this tells little about any of them, and takes long to rank by: BM25 has to read all
 * of them to know how rare it is.
 */
const TELLING_RECORDS = 4_000;

/** What a search comes down to in the index: FTS5 expressions. */
export interface Matches {
  /** The whole of it, scope included. */
  full: string;
  /** The same in titles only. */
  titled: string;
  /** The terms to rank by; null when each is held by too many records. */
  telling: string | null;
  /** Whether titles that match can be few and far between, though the words of them are frequent. */
  rarelyInTitles: boolean;
  kinds: readonly number[];
  unknownTerms: SearchTerm[];
}

/** @throws {SearchSyntaxError} */
export async function matchesOf(db: CustomerSql, query: SearchQuery): Promise<Matches> {
  const { text } = query;
  const { telling, unknownTerms } = await tellingPart(db, text);
  // Of any words, only those that tell something: the others would add nothing but most of the index.
  const searched = "terms" in text && text.match === "any" && telling !== null ? telling : text;
  const scopes = scopeMatches(query);
  const scoped = (match: string) => [...scopes, match].join(" AND ");
  const hasTime = query.from !== undefined || query.before !== undefined;
  const entities = SEARCH_ENTITIES.filter((entity) => !hasTime || entity === "test" || entity === "bug");
  return {
    full: scoped(textMatch(searched)),
    titled: scoped(textMatch(searched, ["title"])),
    telling: telling === null ? null : textMatch(telling),
    rarelyInTitles: !("terms" in searched) || searched.terms.length > 1,
    kinds: entities.filter((entity) => query.entities?.includes(entity) ?? true).map(kindOf),
    unknownTerms,
  };
}

async function tellingPart(
  db: CustomerSql,
  text: SearchText,
): Promise<{ telling: SearchText | null; unknownTerms: SearchTerm[] }> {
  const parts = "terms" in text ? text.terms.map((term): SearchText => ({ ...text, terms: [term] })) : [text];
  const counts = await countMatches(
    db,
    parts.map((part) => textMatch(part)),
  );
  if (!("terms" in text)) return { telling: (counts[0] ?? 0) <= TELLING_RECORDS ? text : null, unknownTerms: [] };

  const unknownTerms = text.terms.filter((_, index) => counts[index] === 0);
  const isAny = text.match === "any";
  const telling = text.terms.filter((_, index) => {
    const count = counts[index] ?? 0;
    return count <= TELLING_RECORDS && (count > 0 || !isAny);
  });
  return { telling: telling.length === 0 ? null : { ...text, terms: telling }, unknownTerms };
}

/** How many records of the customer match each expression; counting ends when there are too many. */
async function countMatches(db: CustomerSql, matches: readonly string[]): Promise<number[]> {
  const counts = matches.map(
    (match, position) => sql`
      SELECT ${position} AS position, (SELECT count(*) FROM (
        SELECT 1 FROM search_index WHERE search_index MATCH ${match} AND ${within(db)} LIMIT ${TELLING_RECORDS + 1})) AS records`,
  );
  const rows = await db.query<{ position: number; records: number | bigint }>(sql`${join(counts, " UNION ALL ")}`);
  return rows.toSorted((a, b) => Number(a.position) - Number(b.position)).map(({ records }) => Number(records));
}
