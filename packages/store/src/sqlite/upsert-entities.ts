import { hash } from "node:crypto";
import type { UpsertCounts } from "../types.js";
import type { CustomerSql } from "./customer-sql.js";
import { checkId } from "./id-range.js";
import { listOf, name, sql } from "./sql.js";
import { toTimestamp } from "./timestamp.js";
import { type Row, upsertRows } from "./upsert-rows.js";

export type EntityRow = Row & { readonly id: number };

export interface UpsertedEntities {
  counts: UpsertCounts;
  inserted: ReadonlySet<number>;
  /** The `parts_hash` stored before, by id; only of entities that have parts. */
  previousParts: ReadonlyMap<number, string>;
}

interface StoredEntity {
  id: number;
  contentHash: string;
  partsHash: string | null;
  deletedAt: Date | null;
}

export interface EntityTable {
  table: string;
  /** What its ids name, in words. */
  what: string;
  hasParts?: boolean;
}

/** Of several rows with one id (a list may name a record twice) the last one counts. */
function lastById<T extends { id: number }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

export function contentHash(value: unknown): string {
  return digest(JSON.stringify(value));
}

/** Most of a row is its `data`, which is text already: it is taken as it is. */
function rowHash({ data, ...row }: EntityRow): string {
  return digest(`${JSON.stringify(row)}\n${data}`);
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}

async function readStored(db: CustomerSql, { table, hasParts = false }: EntityTable, ids: readonly number[]) {
  const rows = await db.query<StoredEntity>(sql`
    SELECT id, content_hash AS "contentHash", ${hasParts ? name("parts_hash") : sql`NULL`} AS "partsHash", deleted_at AS "deletedAt"
    FROM ${name(table)} WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Upserts entities, touching no more than has changed: a row equal to what is stored only gets its `synced_at`, which
 * is in no index and wakes no trigger. A tombstone is lifted.
 *
 * @param onInsert Columns that only a new row gets.
 */
export async function upsertEntities(
  db: CustomerSql,
  entity: EntityTable,
  writes: readonly EntityRow[],
  syncedAt: Date,
  onInsert: Row = {},
): Promise<UpsertedEntities> {
  const rows = lastById(writes);
  for (const { id } of rows) checkId(db.path, entity.what, id);
  const stored = await readStored(
    db,
    entity,
    rows.map(({ id }) => id),
  );

  const fresh = { synced_at: toTimestamp(syncedAt), deleted_at: null };
  const written: Row[] = [];
  const unchanged: number[] = [];
  const inserted = new Set<number>();
  for (const row of rows) {
    const contentHash = rowHash(row);
    const before = stored.get(row.id);
    if (!before) inserted.add(row.id);
    if (before?.contentHash === contentHash && before.deletedAt === null) unchanged.push(row.id);
    else written.push({ ...row, ...onInsert, ...fresh, content_hash: contentHash });
  }

  await upsertRows(db, { table: entity.table, key: ["id"], keep: Object.keys(onInsert) }, written);
  if (unchanged.length > 0) {
    await db.execute(sql`
      UPDATE ${name(entity.table)} SET synced_at = ${fresh.synced_at}
      WHERE customer_id = ${db.customerId} AND id IN ${listOf(unchanged)}`);
  }
  return {
    counts: { inserted: inserted.size, updated: written.length - inserted.size },
    inserted,
    previousParts: new Map([...stored].map(([id, { partsHash }]) => [id, partsHash ?? ""])),
  };
}
