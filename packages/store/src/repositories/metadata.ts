import type { CustomerSql } from "../sqlite/customer-sql.js";
import { type Sql, sql } from "../sqlite/sql.js";
import { upsertRows } from "../sqlite/upsert-rows.js";
import type { StoreReader, StoreWriter } from "../types.js";

export const metadataSql = (customerId: number, key: string): Sql =>
  sql`SELECT value FROM sync_metadata WHERE customer_id = ${customerId} AND key = ${key}`;

export async function getMetadata(db: CustomerSql, key: string): Promise<string | null> {
  const [row] = await db.query<{ value: string }>(metadataSql(db.customerId, key));
  return row?.value ?? null;
}

export const metadataReads = (db: CustomerSql) =>
  ({ getMetadata: (key) => getMetadata(db, key) }) satisfies Partial<StoreReader>;

export const metadataWrites = (db: CustomerSql) =>
  ({
    setMetadata: (key, value) => upsertRows(db, { table: "sync_metadata", key: ["key"] }, [{ key, value }]),
    deleteMetadata: async (key) => {
      await db.execute(sql`DELETE FROM sync_metadata WHERE customer_id = ${db.customerId} AND key = ${key}`);
    },
  }) satisfies Partial<StoreWriter>;
