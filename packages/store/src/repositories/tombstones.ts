import type { CustomerSql } from "../sqlite/customer-sql.js";
import { listOf, name, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { StoreWriter } from "../types.js";

type Entity = Parameters<StoreWriter["tombstone"]>[0];

export function tombstoneRows(
  db: CustomerSql,
  entity: Entity,
  ids: readonly number[],
  deletedAt: Date,
): Promise<number> {
  return db.execute(sql`
    UPDATE ${name(entity)} SET deleted_at = ${toTimestamp(deletedAt)}
    WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)} AND deleted_at IS NULL`);
}

async function tombstoneTests(db: CustomerSql, ids: readonly number[], deletedAt: Date): Promise<number> {
  const deleted = await tombstoneRows(db, "tests", ids, deletedAt);
  await db.execute(sql`
    UPDATE tests SET bugs_synced_at = NULL
    WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)} AND bugs_synced_at IS NOT NULL`);
  await db.execute(sql`
    UPDATE bugs SET deleted_at = ${toTimestamp(deletedAt)}
    WHERE customer_id = ${db.customerId} AND test_id IN ${listOf(ids)} AND deleted_at IS NULL`);
  return deleted;
}

export const tombstoneWrites = (db: CustomerSql) =>
  ({
    tombstone: (entity, ids, deletedAt) =>
      entity === "tests" ? tombstoneTests(db, ids, deletedAt) : tombstoneRows(db, entity, ids, deletedAt),
  }) satisfies Partial<StoreWriter>;
