import { randomUUID } from "node:crypto";
import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf, rowidOf } from "../../sqlite/search/index-rows.js";
import { join, listOf, sql } from "../../sqlite/sql.js";
import { fromTimestamp } from "../../sqlite/timestamp.js";
import type { SearchEntity, SearchHit, SnippetPiece } from "../../types.js";
import type { Matches } from "./matches.js";

/** In words. */
const SNIPPET_LENGTH = 24;

/** What rows of one kind and of the next are apart. */
const KIND = 2 ** 36;

interface RawHit {
  entity: SearchEntity;
  id: number | bigint;
  productId: number | null;
  title: string;
  occurredAt: string | null;
  markedTitle: string;
  snippet: string;
}

type PageRow = Omit<SearchHit, "score">;
type Key = Pick<SearchHit, "entity" | "id">;

/** What a page shows of records that match. */
export async function readPageRows(
  db: CustomerSql,
  { full, hasPrefix }: Matches,
  keys: readonly Key[],
): Promise<PageRow[]> {
  if (keys.length === 0) return [];
  const mark = randomUUID();
  const marks = sql`${`<${mark}>`}, ${`</${mark}>`}`;
  // One walk along the matches from the first to the last row of each kind, or of all where a walk is slow to begin.
  const groups = Map.groupBy(keys, ({ entity }) => (hasPrefix ? "all" : entity));
  const parts = [...groups.values()].map((group) => {
    const rowids = group.map(({ entity, id }) => kindOf(entity) * KIND + id);
    const rowid = (place: number) => sql`(${rowidOf(db, Math.floor(place / KIND), place % KIND)})`;
    return sql`
      SELECT entity_type AS entity, entity_id AS id, product_id AS "productId", title, occurred_at AS "occurredAt",
        highlight(search_index, 5, ${marks}) AS "markedTitle",
        snippet(search_index, 6, ${marks}, '…', ${SNIPPET_LENGTH}) AS snippet
      FROM search_index
      WHERE search_index MATCH ${full} AND rowid BETWEEN ${rowid(Math.min(...rowids))} AND ${rowid(Math.max(...rowids))}
        AND rowid - ${rowid(0)} IN ${listOf(rowids)}`;
  });
  const rows = await db.query<RawHit>(join(parts, " UNION ALL "));
  return rows.map(({ markedTitle, snippet, occurredAt, id, productId, ...row }) => {
    const pieces = piecesOf(snippet, mark);
    const isInContent = pieces.some(({ isHit }) => isHit);
    return {
      ...row,
      id: Number(id),
      productId: productId === null ? null : Number(productId),
      occurredAt: fromTimestamp(occurredAt),
      snippet: isInContent ? pieces : piecesOf(markedTitle, mark),
    };
  });
}

/** @param mark Nothing that was written before this search could contain it. */
function piecesOf(marked: string, mark: string): SnippetPiece[] {
  const [before = "", ...parts] = marked.split(`<${mark}>`);
  const pieces = parts.flatMap((part) => {
    const [hit = "", after = ""] = part.split(`</${mark}>`);
    return [
      { text: hit, isHit: true },
      { text: after, isHit: false },
    ];
  });
  return [{ text: before, isHit: false }, ...pieces].filter(({ text }) => text !== "");
}
