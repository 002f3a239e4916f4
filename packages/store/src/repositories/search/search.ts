import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { refusedExpression } from "../../sqlite/search/raw-expression.js";
import { type Sql, sql } from "../../sqlite/sql.js";
import { errorCode } from "../../sqlite/sqlite-code.js";
import {
  SEARCH_ENTITIES,
  type SearchEntity,
  type SearchHit,
  type SearchQuery,
  type SearchRanking,
  type SearchReader,
  type SearchResult,
} from "../../types.js";
import { type Matches, matchesOf } from "./matches.js";
import { readPageRows } from "./page-rows.js";
import { byRecency, byRelevance, NEWEST, type RankedRow } from "./rank.js";
import { areFew, unknownAmong } from "./telling.js";

async function search(db: CustomerSql, query: SearchQuery): Promise<SearchResult> {
  try {
    return await found(db, query, await matchesOf(db, query));
  } catch (error) {
    // Terms are quoted, so that only an expression can be wrong.
    throw "expression" in query.text && errorCode(error) === "SQLITE_ERROR" ? refusedExpression(error) : error;
  }
}

async function found(db: CustomerSql, query: SearchQuery, matches: Matches): Promise<SearchResult> {
  const { ranked, first, cut, ranking } = await rank(db, query, matches);
  const keys = ranked
    .slice(0, query.limit)
    .map(({ kind, id, score }) => ({ entity: entityOf(kind), id: Number(id), score }));
  const rows = await readPageRows(db, matches, keys);
  const byKey = new Map(rows.map((row) => [`${row.entity} ${row.id}`, row]));
  // Where something holds all terms, none of them is unknown.
  const unknown = first === undefined ? await unknownAmong(db, matches.uncountedTerms) : [];
  return {
    // What is deleted between the two queries is left out.
    hits: keys.flatMap(({ entity, id, score }): SearchHit[] => {
      const row = byKey.get(`${entity} ${id}`);
      return row === undefined ? [] : [{ ...row, score }];
    }),
    hasMore: ranked.length > query.limit,
    total: cut.length > 0 ? null : Number(first?.total ?? 0),
    ranking,
    cutShort: cut.map(entityOf),
    newest: cut.length > 0 ? NEWEST : null,
    unknownTerms: [...matches.unknownTerms, ...unknown],
  };
}

interface Ranked {
  /** One more than a page, if there is one more. */
  ranked: RankedRow[];
  /** Any row, for what all of them say of the whole search; undefined when nothing matches. */
  first: RankedRow | undefined;
  /** Kinds of which not all that match were looked at. */
  cut: number[];
  ranking: SearchRanking;
}

async function rank(db: CustomerSql, query: SearchQuery, matches: Matches): Promise<Ranked> {
  const { kinds, telling, tellingIfFew } = matches;
  if (kinds.length === 0)
    return { ranked: [], first: undefined, cut: [], ranking: telling === null ? "recency" : "relevance" };
  const rowsBy = async (ranking: Sql): Promise<Ranked> => {
    const rows = (limit: number, offset: number) =>
      db.query<RankedRow>(sql`${ranking} LIMIT ${limit} OFFSET ${offset}`);
    const ranked = await rows(query.limit + 1, query.offset);
    const [first] = ranked.length > 0 || query.offset === 0 ? ranked : await rows(1, 0);
    return { ranked, first, cut: first === undefined ? [] : JSON.parse(first.cut), ranking: "recency" };
  };
  if (telling !== null) return { ...(await rowsBy(byRelevance(db, matches, telling, query))), ranking: "relevance" };
  const newest = await rowsBy(byRecency(db, matches, query));
  if (tellingIfFew === null) return newest;
  // Nothing is not very much.
  if (newest.first === undefined) return { ...newest, ranking: "relevance" };
  const few = newest.cut.length === 0 || (await areFew(db, tellingIfFew, Number(newest.first.walked ?? 0)));
  if (!few) return newest;
  return { ...(await rowsBy(byRelevance(db, matches, tellingIfFew, query))), ranking: "relevance" };
}

function entityOf(kind: number | bigint): SearchEntity {
  const entity = SEARCH_ENTITIES[Number(kind) - 1];
  if (entity === undefined) throw new Error(`The search index holds a kind ${kind} that nothing is of.`);
  return entity;
}

export const searchReads = (db: CustomerSql) => ({ search: (query) => search(db, query) }) satisfies SearchReader;
