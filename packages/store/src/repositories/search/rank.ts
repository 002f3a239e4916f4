import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf, rowidOf, timeOf, within } from "../../sqlite/search/index-rows.js";
import { wordsOf } from "../../sqlite/search/match.js";
import { all, join, type Sql, sql } from "../../sqlite/sql.js";
import type { SearchQuery, SearchTerm } from "../../types.js";
import type { Matches } from "./matches.js";

/** Of each kind, this many of the newest records that match are looked at when all words are frequent. */
export const NEWEST = 200;

/**
 * The weights of the columns, in their order in the index; those that are not indexed count too. The title weighs five
 * times as much as the content, the scope nothing.
 */
const WEIGHTS = sql`0, 0, 0, 0, 0, 5, 1, 0`;

const ID = sql`(rowid & ((1 << 36) - 1))`;

const TEST = kindOf("test");
const BUG = kindOf("bug");

/** A ranked row; `total` and `cut`, the same in all of them, are about the whole search. */
export interface RankedRow {
  kind: number | bigint;
  id: number | bigint;
  score: number | null;
  total: number | bigint;
  /** JSON array of the kinds with more than {@link NEWEST} records that match. */
  cut: string;
  /** At least so many records match; null where it was not noticed. */
  walked?: number | bigint | null;
}

/** By BM25 of the telling words, over everything that matches. */
export function byRelevance(db: CustomerSql, { full, kinds }: Matches, telling: string, query: SearchQuery): Sql {
  const found = kinds.map((kind) => matching(db, full, kind, query));
  const isWhole = full === telling && timeOf(query).length === 0;
  const among = isWhole
    ? sql`(rowid >> 36) & 7 IN (${join([...kinds])})`
    : sql`+rowid IN (${join(found, " UNION ALL ")})`;
  // The plus keeps SQLite from evaluating the whole expression again for each row; FTS5's functions want no window around.
  return sql`
    WITH ranked AS MATERIALIZED (
      SELECT rowid, -bm25(search_index, ${WEIGHTS}) AS score FROM search_index
      WHERE search_index MATCH ${telling} AND ${within(db)} AND ${among})
    SELECT (rowid >> 36) & 7 AS kind, ${ID} AS id, score, count(*) OVER () AS total, '[]' AS cut
    FROM ranked ORDER BY score DESC, kind, rowid DESC`;
}

/**
 * Of each kind the newest, those with all words in their titles first. Titles are looked at no further back than the oldest of
 * them: what is frequent need not be so in titles.
 */
export function byRecency(db: CustomerSql, matches: Matches, query: SearchQuery): Sql {
  const { found, inTitle, walked } = matches.hasPrefix
    ? inFewWalks(db, matches, query)
    : kindByKind(db, matches, query);
  return sql`
    WITH ${found}
    SELECT kind, ${ID} AS id, NULL AS score, count(*) OVER () AS total, (SELECT json_group_array(kind) FROM (
      SELECT kind FROM found GROUP BY kind HAVING count(*) > ${NEWEST})) AS cut, ${walked} AS walked
    FROM found ORDER BY ${inTitle} DESC, kind, rowid DESC`;
}

/** The newest records as the CTE `found`, and expressions over it: whether the title of one matches, and {@link RankedRow.walked}. */
interface Newest {
  found: Sql;
  inTitle: Sql;
  walked: Sql;
}

/** Each kind by itself, which ends once there are enough. */
function kindByKind(db: CustomerSql, matches: Matches, query: SearchQuery): Newest {
  const { full, titled, rarelyInTitles, onlyTerm, kinds } = matches;
  const marked = onlyTerm === null ? sql`NULL` : isInTitle(onlyTerm);
  const found = kinds.map((kind) => {
    const found = matching(db, full, kind, query, sql`rowid, ${marked} AS in_title`);
    // Backwards, a walk over few records takes long to begin and to end.
    const walked = kind < TEST ? sql`SELECT * FROM (${found} ORDER BY rowid LIMIT -1)` : found;
    return sql`SELECT ${kind} AS kind, rowid, in_title FROM (${walked} ORDER BY rowid DESC LIMIT ${NEWEST + 1})`;
  });
  const inTitle = kinds.map((kind) => {
    // One lower bound only: of two, FTS5 uses one, and not always the better one. Without a row there is nothing to look for.
    const end = rowidOf(db, kind + 1);
    const oldest = sql`coalesce((SELECT min(rowid) FROM found WHERE kind = ${kind}), ${end})`;
    // FTS5 notices a bound only at the next match beyond it: bugs, of which there are most, must not lie that way. The
    // LIMIT that limits nothing keeps SQLite from dropping the order.
    const direction = rarelyInTitles && kind < BUG ? sql`DESC` : sql`ASC`;
    return sql`SELECT * FROM (SELECT rowid FROM search_index
      WHERE search_index MATCH ${titled} AND rowid BETWEEN ${oldest} AND ${end} - 1
      ORDER BY rowid ${direction} LIMIT -1)`;
  });
  return {
    found: sql`found AS MATERIALIZED (${join(found, " UNION ALL ")})`,
    inTitle: onlyTerm === null ? sql`rowid IN (${join(inTitle, " UNION ALL ")})` : sql`in_title`,
    walked: sql`NULL`,
  };
}

/** So many of the newest bugs are looked at together with all that is no bug. */
const LATEST_BUGS = 8000;

/** Matches nothing. */
const NOTHING = '""';

/**
 * As few walks as there can be, since each begins with putting all words of a prefix together: one for all kinds, of the bugs
 * among them the latest only; and one back through the bugs where those are not enough, which ends once there are.
 */
function inFewWalks(db: CustomerSql, { full, titled, kinds }: Matches, query: SearchQuery): Newest {
  const range = (kind: number) => sql`BETWEEN ${rowidOf(db, kind)} AND ${rowidOf(db, kind + 1)} - 1`;
  const latest = sql`(SELECT coalesce(max(latest), 0) FROM (
    SELECT id AS latest FROM bugs WHERE customer_id = ${db.customerId} ORDER BY id DESC LIMIT 1 OFFSET ${LATEST_BUGS}))`;
  const isEarlierBug = sql`+rowid BETWEEN ${rowidOf(db, BUG)} AND ${rowidOf(db, BUG)} | ${latest}`;
  const areEnough = sql`(SELECT count(*) > ${NEWEST} FROM walked WHERE row ${range(BUG)})`;
  const newest = kinds.map((kind) => {
    const rows = sql`SELECT row AS rowid FROM walked WHERE row ${range(kind)}`;
    const bugs = sql`${rows} AND ${areEnough} UNION ALL
      SELECT * FROM (${matching(db, sql`CASE WHEN ${areEnough} THEN ${NOTHING} ELSE ${full} END`, kind, query)}
        ORDER BY rowid DESC LIMIT ${NEWEST + 1})`;
    return sql`SELECT ${kind} AS kind, rowid FROM (${kind === BUG ? bugs : rows} ORDER BY rowid DESC LIMIT ${NEWEST + 1})`;
  });
  return {
    found: sql`
      walked AS MATERIALIZED (SELECT rowid AS row FROM search_index
        WHERE ${all([sql`search_index MATCH ${full}`, within(db), sql`NOT (${isEarlierBug})`, ...timeOf(query)])}),
      found AS MATERIALIZED (${join(newest, " UNION ALL ")})`,
    inTitle: sql`rowid IN (SELECT rowid FROM search_index
      WHERE search_index MATCH ${titled} AND ${within(db)} AND +rowid IN (SELECT rowid FROM found))`,
    walked: sql`(SELECT count(*) FROM walked)`,
  };
}

const FIRST_LETTERS = /^[a-z0-9]{1,2}/i;

/**
 * Whether the title of a record that matches holds the term, word by word as the index has it: then `highlight` changes it. That
 * takes longer than all the rest, so that titles without words of the same first letters are left alone; stemming keeps those.
 */
function isInTitle(term: SearchTerm): Sql {
  const letters = wordsOf(term).flatMap((word) => word.match(FIRST_LETTERS) ?? []);
  const mayHold = `*${letters.map((start) => `[^a-z0-9]${start.toLowerCase()}*`).join("")}`;
  // Of letters with accents, GLOB does not know what they are without.
  return sql`CASE WHEN title GLOB '*[^ -~]*' OR ' ' || lower(title) GLOB ${mayHold}
    THEN highlight(search_index, 5, '', char(1)) <> title ELSE 0 END`;
}

function matching(db: CustomerSql, match: Sql | string, kind: number, query: SearchQuery, what = sql`rowid`): Sql {
  return sql`SELECT ${what} FROM search_index
    WHERE ${all([sql`search_index MATCH ${match}`, within(db, kind), ...timeOf(query)])}`;
}
