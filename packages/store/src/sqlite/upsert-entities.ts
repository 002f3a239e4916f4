import { hash } from "node:crypto";
import type { UpsertCounts } from "../types.js";
import type { CustomerSql } from "./customer-sql.js";
import { checkId } from "./id-range.js";
import { join, listOf, name, names, sql } from "./sql.js";
import { toTimestamp } from "./timestamp.js";
import { type Row, upsertRows } from "./upsert-rows.js";

export type EntityRow = Row & { readonly id: number };

export interface UpsertedEntities {
  counts: UpsertCounts;
  inserted: ReadonlySet<number>;
  /** Ids of the rows whose tombstone was lifted. */
  revived: readonly number[];
  /** The `parts_hash` stored before, by id; only of entities that have parts. */
  previousParts: ReadonlyMap<number, string>;
}

export interface EntityTable {
  table: string;
  /** What its ids name, in words. */
  what: string;
  hasParts?: boolean;
  own?: OwnColumns;
}

/** Columns that the store keeps by itself: they are no part of what makes a row a changed one. */
export interface OwnColumns {
  columns: readonly string[];
  /** Other columns of the stored row that `valuesOf` looks at; `deleted_at` is always there. */
  reads: readonly string[];
  /** The values of `columns`. @param before The stored row, as it was written; undefined when there is none. */
  valuesOf: (row: EntityRow, before: Row | undefined) => Row;
}

const NONE: OwnColumns = { columns: [], reads: [], valuesOf: () => ({}) };

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

async function readStored(
  db: CustomerSql,
  { table, hasParts = false, own = NONE }: EntityTable,
  ids: readonly number[],
): Promise<Map<number, EntityRow>> {
  const columns = [
    "id",
    "content_hash",
    "deleted_at",
    ...(hasParts ? ["parts_hash"] : []),
    ...own.columns,
    ...own.reads,
  ];
  const rows = await db.query<{ id: number } & Record<string, Row[string] | Date>>(sql`
    SELECT ${names(columns)} FROM ${name(table)} WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}`);
  return new Map(rows.map((row) => [row.id, asWritten(row)]));
}

function asWritten(row: { id: number } & Record<string, Row[string] | Date>): EntityRow {
  const written: Record<string, Row[string]> & { id: number } = { id: row.id };
  for (const column in row) {
    const value = row[column];
    written[column] = value instanceof Date ? toTimestamp(value) : (value ?? null);
  }
  return written;
}

/** Sets columns of stored rows; rows that get the same share a statement. */
async function touchRows(db: CustomerSql, table: string, touches: readonly { id: number; set: Row }[]): Promise<void> {
  const groups = Map.groupBy(touches, ({ set }) => JSON.stringify(set));
  for (const group of groups.values()) {
    const assignments = Object.entries(group[0]?.set ?? {}).map(([column, value]) => sql`${name(column)} = ${value}`);
    await db.postpone(sql`
      UPDATE ${name(table)} SET ${join(assignments)}
      WHERE customer_id = ${db.customerId} AND id IN ${listOf(group.map(({ id }) => id))}`);
  }
}

/**
 * Upserts entities, touching no more than has changed: a row equal to what is stored only gets its `synced_at`, which
 * is in no index and wakes no trigger, and such of its own columns as change. A tombstone is lifted.
 */
export async function upsertEntities(
  db: CustomerSql,
  entity: EntityTable,
  writes: readonly EntityRow[],
  syncedAt: Date,
): Promise<UpsertedEntities> {
  const { table, what, own = NONE } = entity;
  const rows = lastById(writes);
  const ids = rows.map(({ id }) => id);
  for (const id of ids) checkId(db.path, what, id);
  const stored = await readStored(db, entity, ids);

  const synced_at = toTimestamp(syncedAt);
  const written: Row[] = [];
  const touches: { id: number; set: Row }[] = [];
  for (const row of rows) {
    const content_hash = rowHash(row);
    const before = stored.get(row.id);
    const values = own.valuesOf(row, before);
    if (before?.content_hash === content_hash && before.deleted_at === null) {
      const changed = Object.entries(values).filter(([column, value]) => before[column] !== value);
      touches.push({ id: row.id, set: { synced_at, ...Object.fromEntries(changed) } });
    } else {
      written.push({ ...row, ...values, synced_at, deleted_at: null, content_hash });
    }
  }

  await upsertRows(db, { table, key: ["id"] }, written);
  await touchRows(db, table, touches);
  const inserted = new Set(ids.filter((id) => !stored.has(id)));
  return {
    counts: { inserted: inserted.size, updated: written.length - inserted.size },
    inserted,
    revived: [...stored.values()].filter(({ deleted_at }) => deleted_at !== null).map(({ id }) => id),
    previousParts: new Map([...stored].map(([id, { parts_hash }]) => [id, String(parts_hash)])),
  };
}
