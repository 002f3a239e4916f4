import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, join, listOf, type Sql, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import {
  type Page,
  type SortOrder,
  type StoreReader,
  TEST_STATUSES,
  type TestDetails,
  type TestQuery,
  type TestRow,
  type TestSort,
} from "../types.js";
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

function conditionsOf({ customerId }: CustomerSql, query: TestQuery): Sql {
  const conditions = [sql`customer_id = ${customerId}`];
  if (query.productId !== undefined) conditions.push(sql`product_id = ${query.productId}`);
  if (!query.includeDeleted) conditions.push(sql`deleted_at IS NULL`);
  if (query.statuses) conditions.push(sql`status IN ${listOf(query.statuses)}`);
  if (query.testingTypes) conditions.push(sql`testing_type IN ${listOf(query.testingTypes)}`);
  if (query.endFrom) conditions.push(sql`end_at >= ${toTimestamp(query.endFrom)}`);
  if (query.endBefore) conditions.push(sql`end_at < ${toTimestamp(query.endBefore)}`);
  return all(conditions);
}

const STATUS_RANK = sql`CASE status ${join(
  TEST_STATUSES.map((status, rank) => sql`WHEN ${status} THEN ${rank}`),
  " ",
)} ELSE ${TEST_STATUSES.length} END`;

const SORT_KEYS: Record<TestSort, Sql> = {
  end_at: sql`end_at`,
  start_at: sql`start_at`,
  status: STATUS_RANK,
  title: sql`title COLLATE NOCASE`,
};

// SQLite takes NULL as smallest, so that a test without an end comes last in descending order.
function orderBy(sort: TestSort, order: SortOrder): Sql {
  const direction = order === "asc" ? sql`ASC` : sql`DESC`;
  return sql`ORDER BY ${SORT_KEYS[sort]} ${direction}, id ${direction}`;
}

/** The statement behind {@link StoreReader.listTests}; apart, so that its query plan can be looked at. */
function listTestsSql(db: CustomerSql, query: TestQuery): Sql {
  const where = conditionsOf(db, query);
  const sort = query.sort ?? "end_at";
  const order = orderBy(sort, query.order ?? "desc");
  const page = sql`${order} LIMIT ${query.limit} OFFSET ${query.offset}`;
  const total = sql`(SELECT count(*) FROM tests WHERE ${where}) AS total`;
  // No index is in order of status: cut the page out of an index alone first, rather than sort whole rows.
  return sort === "status"
    ? sql`SELECT ${LIST_COLUMNS}, ${total} FROM tests
          WHERE customer_id = ${db.customerId} AND id IN (SELECT id FROM tests WHERE ${where} ${page}) ${order}`
    : sql`SELECT ${LIST_COLUMNS}, ${total} FROM tests WHERE ${where} ${page}`;
}

async function listTests(db: CustomerSql, query: TestQuery): Promise<Page<TestRow>> {
  const rows = await db.query<RawTest & { total: bigint | number }>(listTestsSql(db, query));
  const total = rows[0]?.total ?? (await countTests(db, query));
  return { rows: rows.map(({ total: _, ...row }) => toTest(row)), total: Number(total) };
}

async function countTests(db: CustomerSql, query: TestQuery): Promise<bigint | number> {
  const [row] = await db.query<{ total: bigint | number }>(
    sql`SELECT count(*) AS total FROM tests WHERE ${conditionsOf(db, query)}`,
  );
  return row?.total ?? 0;
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
