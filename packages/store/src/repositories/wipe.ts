import type { CustomerSql } from "../sqlite/customer-sql.js";
import { untilDone } from "../sqlite/in-steps.js";
import { listOf, name, type Sql, sql } from "../sqlite/sql.js";
import { type EntityCounts, LAST_SYNC_COMPLETED_KEY, type StoreReader, type StoreWriter } from "../types.js";

type ProductIds = readonly number[] | null;

/** The rows of a table that belong to the customer, or to some of its products. */
function rowsOf(db: CustomerSql, table: string, productIds: ProductIds): Sql {
  const product = name(table === "products" ? "id" : "product_id");
  const within = productIds === null ? sql`TRUE` : sql`${product} IN ${listOf(productIds)}`;
  return sql`FROM ${name(table)} WHERE customer_id = ${db.customerId} AND ${within}`;
}

async function entityCounts(db: CustomerSql, productIds: ProductIds): Promise<EntityCounts> {
  const count = async (table: string) => {
    const [row] = await db.query<{ count: number | bigint }>(
      sql`SELECT count(*) AS count ${rowsOf(db, table, productIds)}`,
    );
    return Number(row?.count);
  };
  return {
    products: await count("products"),
    tests: await count("tests"),
    bugs: await count("bugs"),
    features: await count("features"),
    users: productIds === null ? await count("users") : 0,
  };
}

function deleteRows(db: CustomerSql, table: string, productIds: ProductIds): Promise<number> {
  return untilDone((rows) =>
    db.execute(sql`
      DELETE FROM ${name(table)}
      WHERE customer_id = ${db.customerId} AND id IN (SELECT id ${rowsOf(db, table, productIds)} LIMIT ${rows})`),
  );
}

/** Once the tests in scope are gone: a test that still has a bug here moved to a product that stays. */
function deleteBugs(db: CustomerSql, productIds: ProductIds): Promise<number> {
  return untilDone(async (rows) => {
    const deleted = await db.query<{ test_id: number }>(sql`
      DELETE FROM bugs WHERE customer_id = ${db.customerId} AND id IN (SELECT id ${rowsOf(db, "bugs", productIds)} LIMIT ${rows})
      RETURNING test_id`);
    const testIds = [...new Set(deleted.map(({ test_id }) => test_id))];
    await db.execute(sql`
      UPDATE tests SET bugs_synced_at = NULL
      WHERE customer_id = ${db.customerId} AND id IN ${listOf(testIds)} AND bugs_synced_at IS NOT NULL`);
    return deleted.length;
  });
}

async function wipe(db: CustomerSql, productIds: ProductIds): Promise<EntityCounts> {
  // First, so that nobody's last activity is reckoned anew with each test and bug that goes.
  const users = productIds === null ? await deleteRows(db, "users", null) : 0;
  const tests = await deleteRows(db, "tests", productIds);
  const bugs = await deleteBugs(db, productIds);
  const features = await deleteRows(db, "features", productIds);
  for (const table of ["user_stories", "sections", "problem_positions"]) await deleteRows(db, table, productIds);
  await db.execute(sql`DELETE ${rowsOf(db, "sync_state", productIds)}`);
  await db.execute(sql`DELETE ${rowsOf(db, "product_counts", productIds)}`);
  await db.execute(sql`DELETE ${rowsOf(db, "bug_counts", productIds)}`);
  const products = await deleteRows(db, "products", productIds);
  if (productIds === null) {
    await db.execute(sql`DELETE FROM feature_counts WHERE customer_id = ${db.customerId}`);
    await db.execute(
      sql`DELETE FROM sync_metadata WHERE customer_id = ${db.customerId} AND key = ${LAST_SYNC_COMPLETED_KEY}`,
    );
  }
  return { products, tests, bugs, features, users };
}

export const recordCountReads = (db: CustomerSql) =>
  ({ entityCounts: (productIds) => entityCounts(db, productIds) }) satisfies Partial<StoreReader>;

export const wipeWrites = (db: CustomerSql) =>
  ({ wipe: (productIds) => wipe(db, productIds) }) satisfies Partial<StoreWriter>;
