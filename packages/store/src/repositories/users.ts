import type { CustomerSql } from "../sqlite/customer-sql.js";
import { sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { upsertRows } from "../sqlite/upsert-rows.js";
import type { StoreWriter, UpsertCounts } from "../types.js";

type Users = Parameters<StoreWriter["upsertUsers"]>[0];

interface MissingUser {
  type: string;
  username: string;
}

async function upsertUsers(db: CustomerSql, users: Users, seenAt: Date): Promise<UpsertCounts> {
  const seen = toTimestamp(seenAt);
  const listed = sql`SELECT DISTINCT value ->> 'type' AS type, value ->> 'username' AS username FROM json_each(${JSON.stringify(users)})`;
  const named = sql`u.customer_id = ${db.customerId} AND u.user_type = listed.type AND u.username = listed.username`;
  const missing = await db.query<MissingUser>(
    sql`SELECT type, username FROM (${listed}) AS listed WHERE NOT EXISTS (SELECT 1 FROM users u WHERE ${named})`,
  );
  await db.postpone(sql`
    UPDATE users AS u SET last_seen_at = ${seen} FROM (${listed}) AS listed WHERE ${named} AND u.last_seen_at < ${seen}`);
  const [last] = await db.query<{ id: number | bigint }>(
    sql`SELECT coalesce(max(id), 0) AS id FROM users WHERE customer_id = ${db.customerId}`,
  );
  const firstFree = Number(last?.id ?? 0) + 1;
  await upsertRows(
    db,
    { table: "users", key: ["id"] },
    missing.map(({ type, username }, index) => ({
      id: firstFree + index,
      username,
      user_type: type,
      first_seen_at: seen,
      last_seen_at: seen,
    })),
  );
  return { inserted: missing.length, updated: 0 };
}

export const userWrites = (db: CustomerSql) =>
  ({ upsertUsers: (users, seenAt) => upsertUsers(db, users, seenAt) }) satisfies Partial<StoreWriter>;
