import type { CustomerSql } from "../sqlite/customer-sql.js";
import { listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { KnownTest, StoreReader, TestStamp } from "../types.js";
import { FINAL_STATUSES } from "./final-status.js";

const STAMP_COLUMNS = sql`id, product_id AS "productId", status, end_at AS "endAt", synced_at AS "syncedAt",
  final_seen_at AS "finalSeenAt", bugs_synced_at AS "bugsSyncedAt", deleted_at AS "deletedAt"`;

function knownTests(db: CustomerSql, ids: readonly number[]): Promise<KnownTest[]> {
  return db.query<KnownTest>(sql`
    SELECT id, product_id AS "productId", end_at AS "endAt", sync_pass AS "syncPass", deleted_at AS "deletedAt"
    FROM tests WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}`);
}

function testStamps(db: CustomerSql, ids: readonly number[]): Promise<TestStamp[]> {
  return db.query<TestStamp>(sql`
    SELECT ${STAMP_COLUMNS} FROM tests WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}`);
}

const livingOf = (db: CustomerSql, productId: number) =>
  sql`customer_id = ${db.customerId} AND product_id = ${productId} AND deleted_at IS NULL`;

export async function livingTestIds(db: CustomerSql, productId: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    SELECT id FROM tests WHERE ${livingOf(db, productId)} ORDER BY end_at DESC, id DESC`);
  return rows.map(({ id }) => id);
}

function changeableTests(db: CustomerSql, productId: number): Promise<TestStamp[]> {
  return db.query<TestStamp>(sql`
    SELECT ${STAMP_COLUMNS} FROM tests WHERE ${livingOf(db, productId)} AND status NOT IN ${FINAL_STATUSES}
    ORDER BY end_at DESC, id DESC`);
}

async function testsWithDueBugs(
  db: CustomerSql,
  productId: number,
  { changeableBefore, now }: Parameters<StoreReader["testsWithDueBugs"]>[1],
): Promise<number[]> {
  // A final test without `final_seen_at` was stored by a version that did not know it: nobody can say which came first.
  const rows = await db.query<{ id: number }>(sql`
    SELECT id FROM tests WHERE ${livingOf(db, productId)} AND (
      bugs_synced_at IS NULL
      OR bugs_synced_at > ${toTimestamp(now)}
      OR (status NOT IN ${FINAL_STATUSES} AND bugs_synced_at < ${toTimestamp(changeableBefore)})
      OR (status IN ${FINAL_STATUSES} AND (final_seen_at IS NULL OR bugs_synced_at < final_seen_at)))`);
  return rows.map(({ id }) => id);
}

async function bugsEverFetched(db: CustomerSql, productId: number): Promise<boolean> {
  // SQLite finds a maximum in the index at once; for `IS NOT NULL` it would read all of the product's tests.
  const [row] = await db.query<{ latest: string | null }>(sql`
    SELECT max(bugs_synced_at) AS latest FROM tests WHERE ${livingOf(db, productId)}`);
  return typeof row?.latest === "string";
}

async function countTests(db: CustomerSql, productId: number, condition = sql`TRUE`): Promise<number> {
  const [row] = await db.query<{ count: number | bigint }>(sql`
    SELECT count(*) AS count FROM tests WHERE ${livingOf(db, productId)} AND ${condition}`);
  return Number(row?.count);
}

/** What a sync asks of stored tests. */
export const testSyncReads = (db: CustomerSql) =>
  ({
    knownTests: (ids) => knownTests(db, ids),
    testStamps: (ids) => testStamps(db, ids),
    livingTestIds: (productId) => livingTestIds(db, productId),
    changeableTests: (productId) => changeableTests(db, productId),
    testsWithDueBugs: (productId, options) => testsWithDueBugs(db, productId, options),
    bugsEverFetched: (productId) => bugsEverFetched(db, productId),
    countTests: (productId) => countTests(db, productId),
    countTestsEndingAfter: (productId, endAt) => countTests(db, productId, sql`end_at > ${toTimestamp(endAt)}`),
  }) satisfies Partial<StoreReader>;
