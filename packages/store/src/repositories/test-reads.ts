import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import {
  type Page,
  type StoreReader,
  TEST_STATUS_RANK,
  type TestDetails,
  type TestQuery,
  type TestRow,
  type TestSort,
} from "../types.js";
import { areOneRank, ranked, TEST_STATUS_PLACE } from "./ranks.js";
import { readTestFeatures, readTestPlatforms } from "./test-parts.js";

const LIST_COLUMNS = sql`id, product_id AS "productId", title, status, review_status AS "reviewStatus",
  testing_type AS "testingType", duration, start_at AS "startAt", end_at AS "endAt", goal,
  environment_id AS "environmentId", environment_title AS "environmentTitle", environment_url AS "environmentUrl",
  synced_at AS "syncedAt", bugs_synced_at AS "bugsSyncedAt", deleted_at AS "deletedAt"`;

interface RawTest extends Omit<TestRow, "environment"> {
  environmentId: number | null;
  environmentTitle: string | null;
  environmentUrl: string | null;
}

function toTest<Raw extends RawTest>({ environmentId: id, environmentTitle: title, environmentUrl: url, ...row }: Raw) {
  const environment = id === null && title === null && url === null ? null : { id, title, url };
  return { ...row, environment };
}

function scopeOf({ customerId }: CustomerSql, { productId, productIds }: TestQuery): Sql[] {
  const conditions = [sql`customer_id = ${customerId}`];
  const [onlyProduct] = productIds ?? [];
  if (productId !== undefined) conditions.push(sql`product_id = ${productId}`);
  if (productIds?.length === 1) conditions.push(sql`product_id = ${onlyProduct ?? 0}`);
  else if (productIds) conditions.push(sql`product_id IN ${listOf(productIds)}`);
  return conditions;
}

function conditionsOf(db: CustomerSql, query: TestQuery): Sql {
  const conditions = scopeOf(db, query);
  if (!query.includeDeleted) conditions.push(sql`deleted_at IS NULL`);
  if (query.statuses) {
    conditions.push(ranked(query.statuses, { known: TEST_STATUS_RANK, rank: TEST_STATUS_PLACE, value: sql`status` }));
  }
  if (query.testingTypes) conditions.push(sql`testing_type IN ${listOf(query.testingTypes)}`);
  if (query.endFrom) conditions.push(sql`end_at >= ${toTimestamp(query.endFrom)}`);
  if (query.endBefore) conditions.push(sql`end_at < ${toTimestamp(query.endBefore)}`);
  return all(conditions);
}

/** SQLite takes NULL as smallest, so that a test without an end comes last in descending order. */
function orderBy({ sort = "end_at", order = "desc", statuses }: TestQuery): Sql {
  const up = sql`ASC`;
  const down = sql`DESC`;
  const [along, against] = order === "asc" ? [up, down] : [down, up];
  const byEnd = sql`end_at ${along}, id ${along}`;
  switch (sort) {
    case "end_at":
      return byEnd;
    case "start_at":
      return sql`start_at ${along}, id ${along}`;
    case "status":
      // The smallest rank is the first in descending order.
      return areOneRank(statuses) ? byEnd : sql`${TEST_STATUS_PLACE} ${against}, ${byEnd}`;
    case "title":
      return sql`title COLLATE NOCASE ${along}, id ${along}`;
  }
}

/** Up to so many products the tests of each are looked up; of more, those that match are met soon enough among all. */
const FEW_PRODUCTS = 20;

/** The indexes of one product's tests, in each order. */
const OF_PRODUCT: Record<TestSort, Sql> = {
  end_at: sql`tests INDEXED BY tests_by_product_end`,
  start_at: sql`tests INDEXED BY tests_by_product_start`,
  status: sql`tests INDEXED BY tests_by_product_status`,
  title: sql`tests INDEXED BY tests_by_product_title`,
};

/** Of some products, by the index of those. Left alone, SQLite rather goes through all tests in the order asked for. */
function testSource({ productIds, includeDeleted, sort = "end_at", endFrom, endBefore }: TestQuery): Sql {
  const some = productIds !== undefined && productIds.length > 1 && productIds.length <= FEW_PRODUCTS;
  if (!some || includeDeleted) return sql`tests`;
  return OF_PRODUCT[endFrom || endBefore ? "end_at" : sort];
}

/** Whether an index has the tests in the order asked for: there are those of one product, and of all, of living tests. */
function isIndexed({ productId, productIds, includeDeleted, endFrom, endBefore, sort = "end_at" }: TestQuery): boolean {
  const oneScope = productId !== undefined || productIds === undefined || productIds.length === 1;
  return !includeDeleted && oneScope && (sort === "end_at" || !(endFrom || endBefore));
}

async function listTests(db: CustomerSql, query: TestQuery): Promise<Page<TestRow>> {
  const where = conditionsOf(db, query);
  const order = orderBy(query);
  const page = sql`ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`;
  const total = sql`(${totalOf(db, query)}) AS total`;
  const rows = await db.query<RawTest & { total: bigint | number }>(
    isIndexed(query)
      ? sql`SELECT ${LIST_COLUMNS}, ${total} FROM tests WHERE ${where} ${page}`
      : // They have to be sorted: by as little of them as that takes.
        sql`SELECT ${LIST_COLUMNS}, ${total} FROM tests
            WHERE customer_id = ${db.customerId} AND id IN (SELECT id FROM ${testSource(query)} WHERE ${where} ${page}) ORDER BY ${order}`,
  );
  const count = rows[0]?.total ?? (await countTests(db, query));
  return { rows: rows.map(({ total: _, ...row }) => toTest(row)), total: Number(count) };
}

async function countTests(db: CustomerSql, query: TestQuery): Promise<bigint | number> {
  const [row] = await db.query<{ total: bigint | number }>(sql`SELECT (${totalOf(db, query)}) AS total`);
  return row?.total ?? 0;
}

/** How many there are: of whole products it is kept at every write, so that nothing has to be counted. */
function totalOf(db: CustomerSql, query: TestQuery): Sql {
  const { statuses, testingTypes, endFrom, endBefore, includeDeleted } = query;
  if (statuses || testingTypes || endFrom || endBefore || includeDeleted) {
    return sql`SELECT count(*) FROM tests WHERE ${conditionsOf(db, query)}`;
  }
  return sql`SELECT coalesce(sum(tests), 0) FROM product_counts WHERE ${all(scopeOf(db, query))}`;
}

type RawDetails = RawTest & Omit<TestDetails, keyof TestRow | "data" | "features" | "platforms"> & { data: string };

async function getTest(db: CustomerSql, id: number): Promise<TestDetails | null> {
  const [raw] = await db.query<RawDetails>(sql`
    SELECT ${LIST_COLUMNS}, section_id AS "sectionId", instructions, out_of_scope AS "outOfScope", enable_low AS "enableLow",
      enable_high AS "enableHigh", enable_critical AS "enableCritical", created_by AS "createdBy",
      submitted_by AS "submittedBy", data
    FROM tests WHERE customer_id = ${db.customerId} AND id = ${id}`);
  if (!raw) return null;
  const [features, platforms] = await Promise.all([readTestFeatures(db, id), readTestPlatforms(db, id)]);
  return { ...toTest(raw), data: JSON.parse(raw.data), features, platforms };
}

export const testReads = (db: CustomerSql) =>
  ({
    listTests: (query) => listTests(db, query),
    getTest: (id) => getTest(db, id),
  }) satisfies Partial<StoreReader>;
