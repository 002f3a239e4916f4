import { randomUUID } from "node:crypto";
import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf } from "../../sqlite/search/index-rows.js";
import { excerptsOf } from "../../sqlite/search/small-index.js";
import { sql } from "../../sqlite/sql.js";
import { fromTimestamp } from "../../sqlite/timestamp.js";
import type { SearchEntity, SearchHit, SnippetPiece } from "../../types.js";
import type { Matches } from "./matches.js";

/** What rows of one kind and of the next are apart. */
const KIND = 2 ** 36;

interface RawHit {
  entity: SearchEntity;
  id: number | bigint;
  productId: number | null;
  title: string;
  content: string;
  occurredAt: string | null;
}

type PageRow = Omit<SearchHit, "score">;
type Key = Pick<SearchHit, "entity" | "id">;

/** What a page shows of records that match. One that no longer does is left out. */
export async function readPageRows(db: CustomerSql, { text }: Matches, keys: readonly Key[]): Promise<PageRow[]> {
  if (keys.length === 0) return [];
  const rowids = JSON.stringify(keys.map(({ entity, id }) => kindOf(entity) * KIND + id));
  const rows = await db.query<RawHit>(sql`
    SELECT entity_type AS entity, entity_id AS id, product_id AS "productId", title, content, occurred_at AS "occurredAt"
    FROM search_index WHERE rowid IN (SELECT (${db.customerId} << 39) | value FROM json_each(${rowids}))`);
  const mark = randomUUID();
  const excerpts = excerptsOf(text, rows, { open: `<${mark}>`, close: `</${mark}>` });
  return rows.flatMap(({ entity, id, productId, title, occurredAt }, place) => {
    const excerpt = excerpts[place] ?? null;
    if (excerpt === null) return [];
    const pieces = piecesOf(excerpt.content, mark);
    const isInContent = pieces.some(({ isHit }) => isHit);
    return {
      entity,
      id: Number(id),
      productId: productId === null ? null : Number(productId),
      title,
      snippet: isInContent ? pieces : piecesOf(excerpt.title, mark),
      occurredAt: fromTimestamp(occurredAt),
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
