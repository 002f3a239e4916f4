import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { CustomerSql } from "./customer-sql.js";
import { chunksOf, STEP_ROWS } from "./in-steps.js";
import { join, name, names, type SqlValue, sql } from "./sql.js";

export type Row = Readonly<Record<string, SqlValue>>;

const MAX_PARAMETERS = 32_766;
const ROWS_WORTH_A_TURN = 20;

export interface UpsertTarget {
  table: string;
  /** The primary key, besides `customer_id`. */
  key: readonly string[];
}

/** Inserts rows, or overwrites those that exist, in as few statements as SQLite's limits allow. Rows have equal columns. */
export async function upsertRows(db: CustomerSql, { table, key }: UpsertTarget, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const overwritten = columns.filter((column) => !key.includes(column));
  const assignments = join(overwritten.map((column) => sql`${name(column)} = excluded.${name(column)}`));
  // Longer statements are no faster.
  const size = Math.min(STEP_ROWS, Math.floor(MAX_PARAMETERS / (columns.length + 1)));
  for (const chunk of chunksOf(rows, size)) {
    // A chunk's thousands of values are put together in some milliseconds.
    if (chunk.length >= ROWS_WORTH_A_TURN) await eventLoopTurn();
    const values = join(
      chunk.map((row) => sql`(${join([db.customerId, ...columns.map((column) => row[column] ?? null)])})`),
    );
    await db.postpone(sql`
      INSERT INTO ${name(table)} ("customer_id", ${names(columns)}) VALUES ${values}
      ON CONFLICT ("customer_id", ${names(key)}) DO ${overwritten.length > 0 ? sql`UPDATE SET ${assignments}` : sql`NOTHING`}`);
  }
}
