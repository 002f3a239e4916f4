import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf, rowidOf, timeOf, within } from "../../sqlite/search/index-rows.js";
import { all, join, type Sql, sql } from "../../sqlite/sql.js";
import type { SearchQuery } from "../../types.js";
import type { Matches } from "./matches.js";

/** Of each kind, this many of the newest records that match are looked at when all words are frequent. */
export const NEWEST = 500;

/**
 * The weights of the columns, in their order in the index; those that are not indexed count too. The title weighs five
 * times as much as the content, the scope nothing.
 */
const WEIGHTS = sql`0, 0, 0, 0, 0, 5, 1, 0`;

const ID = sql`(rowid & ((1 << 36) - 1))`;

const BUG = kindOf("bug");

/** A ranked row; `total` and `cut`, the same in all of them, are about the whole search. */
export interface RankedRow {
  kind: number | bigint;
  id: number | bigint;
  score: number | null;
  total: number | bigint;
  /** JSON array of the kinds with more than {@link NEWEST} records that match. */
  cut: string;
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
 * Of each kind the newest, those with all words in their titles first. Titles are looked for no further back than the
 * oldest of them: what is frequent need not be so in titles.
 */
export function byRecency(db: CustomerSql, { full, titled, rarelyInTitles, kinds }: Matches, query: SearchQuery): Sql {
  const found = kinds.map((kind) => {
    const newest = sql`${matching(db, full, kind, query)} ORDER BY rowid DESC LIMIT ${NEWEST + 1}`;
    return sql`SELECT ${kind} AS kind, rowid FROM (${newest})`;
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
  return sql`
    WITH found AS MATERIALIZED (${join(found, " UNION ALL ")})
    SELECT kind, ${ID} AS id, NULL AS score, count(*) OVER () AS total, (SELECT json_group_array(kind) FROM (
      SELECT kind FROM found GROUP BY kind HAVING count(*) > ${NEWEST})) AS cut
    FROM found ORDER BY rowid IN (${join(inTitle, " UNION ALL ")}) DESC, kind, rowid DESC`;
}

function matching(db: CustomerSql, match: string, kind: number, query: SearchQuery): Sql {
  return sql`SELECT rowid FROM search_index
    WHERE ${all([sql`search_index MATCH ${match}`, within(db, kind), ...timeOf(query)])}`;
}
