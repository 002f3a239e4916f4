import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { listOf, type Sql, sql } from "../../sqlite/sql.js";
import type { AggregateDimension, AggregateKey } from "../../types.js";

type Lookup = (db: CustomerSql, values: readonly (number | string)[]) => Sql;

const titles =
  (table: Sql): Lookup =>
  ({ customerId }, ids) =>
    sql`SELECT id, title AS label FROM ${table} WHERE customer_id = ${customerId} AND id IN ${listOf(ids)}`;

/** What ids are called. Where a thing has had several names, its latest. */
const LABELS: Partial<Record<AggregateDimension, Lookup>> = {
  product: titles(sql`products`),
  test: titles(sql`tests`),
  // A test may name a feature that its product no longer lists, or of a product whose features were never fetched.
  feature: ({ customerId }, ids) => sql`
    SELECT value AS id, coalesce(
      (SELECT title FROM features f WHERE f.customer_id = ${customerId} AND f.id = value),
      (SELECT title FROM test_features tf WHERE tf.customer_id = ${customerId} AND tf.feature_id = value
        ORDER BY tf.test_id DESC LIMIT 1)) AS label
    FROM json_each(${JSON.stringify(ids)})`,
  test_environment: ({ customerId }, ids) => sql`
    SELECT environment_id AS id, environment_title AS label, max(id) FROM tests INDEXED BY tests_by_product
    WHERE customer_id = ${customerId} AND deleted_at IS NULL AND environment_id IN ${listOf(ids)} GROUP BY environment_id`,
};

const usersNamed =
  (type: "tester" | "customer"): Lookup =>
  ({ customerId }, usernames) =>
    sql`SELECT id, username AS label FROM users
        WHERE customer_id = ${customerId} AND user_type = ${type} AND username IN ${listOf(usernames)}`;

/** The ids of people, whom records name only. */
const IDS: Partial<Record<AggregateDimension, Lookup>> = {
  tester: usersNamed("tester"),
  customer: usersNamed("customer"),
};

interface Found {
  id: number | bigint;
  label: string | null;
}

/** The keys of a dimension, with what their ids are called or which ids their names have. */
export async function aggregateLabels(
  db: CustomerSql,
  dimension: AggregateDimension,
  keys: readonly AggregateKey[],
): Promise<AggregateKey[]> {
  const label = LABELS[dimension];
  if (label) {
    const ids = new Set(keys.map(({ id }) => id).filter((id) => id !== null));
    const found = ids.size === 0 ? [] : await db.query<Found>(label(db, [...ids]));
    const labels = new Map(found.map((row) => [Number(row.id), row.label]));
    return keys.map(({ id }) => ({ id, label: id === null ? null : (labels.get(id) ?? null) }));
  }
  const named = IDS[dimension];
  if (named) {
    const usernames = new Set(keys.map((key) => key.label).filter((username) => username !== null));
    const found = usernames.size === 0 ? [] : await db.query<Found>(named(db, [...usernames]));
    const ids = new Map(found.map((row) => [row.label, Number(row.id)]));
    return keys.map((key) => ({ id: ids.get(key.label) ?? null, label: key.label }));
  }
  return [...keys];
}
