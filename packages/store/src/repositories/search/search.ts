import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { refusedExpression } from "../../sqlite/search/raw-expression.js";
import { sql } from "../../sqlite/sql.js";
import { errorCode } from "../../sqlite/sqlite-code.js";
import {
  SEARCH_ENTITIES,
  type SearchEntity,
  type SearchHit,
  type SearchQuery,
  type SearchReader,
  type SearchResult,
} from "../../types.js";
import { type Matches, matchesOf } from "./matches.js";
import { readPageRows } from "./page-rows.js";
import { byRecency, byRelevance, NEWEST, type RankedRow } from "./rank.js";
import { unknownAmong } from "./telling.js";

async function search(db: CustomerSql, query: SearchQuery): Promise<SearchResult> {
  try {
    return await found(db, query, await matchesOf(db, query));
  } catch (error) {
    // Terms are quoted, so that only an expression can be wrong.
    throw "expression" in query.text && errorCode(error) === "SQLITE_ERROR" ? refusedExpression(error) : error;
  }
}

async function found(db: CustomerSql, query: SearchQuery, matches: Matches): Promise<SearchResult> {
  const ranked = await rankedRows(db, query, matches);
  const keys = ranked
    .slice(0, query.limit)
    .map(({ kind, id, score }) => ({ entity: entityOf(kind), id: Number(id), score }));
  const rows = await readPageRows(db, matches, keys);
  const byKey = new Map(rows.map((row) => [`${row.entity} ${row.id}`, row]));
  const [first = await firstRow(db, query, matches)] = ranked;
  const cut: number[] = first === undefined ? [] : JSON.parse(first.cut);
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
    ranking: matches.telling === null ? "recency" : "relevance",
    cutShort: cut.map(entityOf),
    newest: cut.length > 0 ? NEWEST : null,
    unknownTerms: [...matches.unknownTerms, ...unknown],
  };
}

async function rankedRows(db: CustomerSql, query: SearchQuery, matches: Matches): Promise<RankedRow[]> {
  if (matches.kinds.length === 0) return [];
  const { telling } = matches;
  const ranked = telling === null ? byRecency(db, matches, query) : byRelevance(db, matches, telling, query);
  return db.query<RankedRow>(sql`${ranked} LIMIT ${query.limit + 1} OFFSET ${query.offset}`);
}

/** For the figures every row carries, when there is none at the offset. */
async function firstRow(db: CustomerSql, query: SearchQuery, matches: Matches): Promise<RankedRow | undefined> {
  const [row] = query.offset > 0 ? await rankedRows(db, { ...query, limit: 0, offset: 0 }, matches) : [];
  return row;
}

function entityOf(kind: number | bigint): SearchEntity {
  const entity = SEARCH_ENTITIES[Number(kind) - 1];
  if (entity === undefined) throw new Error(`The search index holds a kind ${kind} that nothing is of.`);
  return entity;
}

export const searchReads = (db: CustomerSql) => ({ search: (query) => search(db, query) }) satisfies SearchReader;
