import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../sqlite/sql.js";
import type { AggregateKey, NamedDimension, StoreReader } from "../../types.js";

type What = Parameters<StoreReader["findAggregateKeys"]>[1];

const living = ({ customerId }: CustomerSql) => sql`customer_id = ${customerId} AND deleted_at IS NULL`;
const users = ({ customerId }: CustomerSql, type: "tester" | "customer") =>
  sql`SELECT id, username AS label FROM users WHERE customer_id = ${customerId} AND user_type = ${type}`;

/** All keys of a dimension: `id`, `label`. */
const KEYS: Record<NamedDimension, (db: CustomerSql, what: What) => Sql> = {
  // One that is gone can still be named by its id, as in lists and reports; a name means the one that exists.
  product: (db, what) => sql`SELECT id, title AS label FROM products
    WHERE ${"id" in what ? sql`customer_id = ${db.customerId}` : living(db)}`,
  test: (db) => sql`SELECT id, title AS label FROM tests WHERE ${living(db)}`,
  // What tests name as well: products may not list it any more, or their features were never fetched.
  feature: ({ customerId }) => sql`
    SELECT id, title AS label FROM features WHERE customer_id = ${customerId}
    UNION SELECT feature_id, title FROM test_features WHERE customer_id = ${customerId} AND feature_id IS NOT NULL`,
  customer: (db) => users(db, "customer"),
  tester: (db) => users(db, "tester"),
  test_environment: (db) => sql`
    SELECT DISTINCT environment_id AS id, environment_title AS label FROM tests INDEXED BY tests_by_product
    WHERE ${living(db)} AND environment_id IS NOT NULL`,
};

export async function findAggregateKeys(
  db: CustomerSql,
  dimension: NamedDimension,
  what: What,
  limit: number,
): Promise<AggregateKey[]> {
  const condition =
    "id" in what ? sql`id = ${what.id}` : sql`label LIKE ${`%${what.name.replace(/[\\%_]/g, "\\$&")}%`} ESCAPE '\\'`;
  const found = await db.query<{ id: number | bigint; label: string | null }>(sql`
    SELECT id, max(label) AS label FROM (${KEYS[dimension](db, what)}) WHERE ${condition}
    GROUP BY id ORDER BY length(label), id LIMIT ${limit}`);
  return found.map(({ id, label }) => ({ id: Number(id), label }));
}
