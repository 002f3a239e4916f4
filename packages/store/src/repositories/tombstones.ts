import type { CustomerSql } from "../sqlite/customer-sql.js";
import { listOf, name, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { StoreWriter } from "../types.js";

export const tombstoneWrites = (db: CustomerSql) =>
  ({
    tombstone: (entity, ids, deletedAt) =>
      db.execute(sql`
        UPDATE ${name(entity)} SET deleted_at = ${toTimestamp(deletedAt)}
        WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)} AND deleted_at IS NULL`),
  }) satisfies Partial<StoreWriter>;
