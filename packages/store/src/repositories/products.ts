import type { CustomerSql } from "../sqlite/customer-sql.js";
import { jsonText } from "../sqlite/json-text.js";
import { all, join, listOf, type Sql, sql } from "../sqlite/sql.js";
import { fromTimestamp, toTimestamp } from "../sqlite/timestamp.js";
import { upsertEntities } from "../sqlite/upsert-entities.js";
import {
  EXECUTED_TEST_STATUSES,
  type Page,
  type ProductFigures,
  type ProductIdentity,
  type ProductQuery,
  type ProductRow,
  type ProductSort,
  type ProductWrite,
  type SectionWrite,
  type StoreReader,
  type StoreWriter,
  type UpsertCounts,
} from "../types.js";
import { keptBugCount } from "./bug-counts.js";

const DAY_MS = 86_400_000;

const ORDERS: Record<ProductSort, Sql> = {
  title: sql`title COLLATE NOCASE`,
  product_type: sql`type`,
  last_synced: sql`synced_at`,
  test_count: sql`test_count`,
  last_test_end: sql`last_test_end_at`,
};

/** Kept by triggers: the tests of all products are too many to be counted for a list. */
const counted = (what: Sql): Sql =>
  sql`coalesce((SELECT ${what} FROM product_counts c
    WHERE c.customer_id = products.customer_id AND c.product_id = products.id), 0)`;

const LISTED = sql`customer_id, id, title, type, description, features_synced_at, synced_at, deleted_at,
  ${counted(sql`c.tests`)} AS test_count, ${counted(sql`c.features`)} AS feature_count,
  (SELECT max(t.end_at) FROM tests t WHERE t.customer_id = products.customer_id AND t.product_id = products.id
    AND t.deleted_at IS NULL) AS last_test_end_at`;

interface RawProduct extends Omit<ProductRow, "lastTestEndAt" | "testsLast90Days"> {
  lastTestEndAt: string | null;
  /** Of the last 90 days without the last 30, which nobody has to count twice. */
  testsBeforeThat: number;
  total: number;
}

function conditionsOf({ customerId }: CustomerSql, query: ProductQuery) {
  const conditions = [sql`customer_id = ${customerId}`];
  if (!query.includeDeleted) conditions.push(sql`deleted_at IS NULL`);
  if (query.ids) conditions.push(sql`id IN ${listOf(query.ids)}`);
  if (query.types) conditions.push(sql`type IN ${listOf(query.types)}`);
  if (query.search) {
    conditions.push(sql`title LIKE ${`%${query.search.replace(/[\\%_]/g, "\\$&")}%`} ESCAPE '\\'`);
  }
  return all(conditions);
}

async function listProducts(db: CustomerSql, query: ProductQuery): Promise<Page<ProductRow>> {
  const where = conditionsOf(db, query);
  const direction = query.order === "desc" ? sql`DESC` : sql`ASC`;
  const order = sql`${ORDERS[query.sort ?? "title"]} ${direction}, id ${direction}`;
  const today = Math.floor(query.now.getTime() / DAY_MS) * DAY_MS;
  const startOf = (daysLater: number) => toTimestamp(new Date(today + daysLater * DAY_MS));
  const executed = (fromDay: number, beforeDay: number) => sql`(SELECT count(*) FROM tests t
    WHERE t.customer_id = p.customer_id AND t.product_id = p.id AND t.deleted_at IS NULL
      AND t.end_at >= ${startOf(fromDay)} AND t.end_at < ${startOf(beforeDay)} AND t.status IN (${join([...EXECUTED_TEST_STATUSES])}))`;
  // The page is cut out first, so that the counts below are taken for its products alone.
  const rows = await db.query<RawProduct>(sql`
    SELECT p.id, p.title, p.type, p.description, p.features_synced_at AS "featuresSyncedAt", p.synced_at AS "syncedAt",
      p.deleted_at AS "deletedAt",
      p.test_count AS "testCount", p.feature_count AS "featureCount", p.last_test_end_at AS "lastTestEndAt",
      ${executed(-30, 1)} AS "testsLast30Days", ${executed(-90, -30)} AS "testsBeforeThat",
      (SELECT count(*) FROM products WHERE ${where}) AS total
    FROM (SELECT ${LISTED} FROM products WHERE ${where} ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}) AS p
    ORDER BY ${order}`);
  const total = rows[0]?.total ?? (await countProducts(db, where));
  return { rows: rows.map(toProduct), total: Number(total) };
}

async function countProducts(db: CustomerSql, where: Sql): Promise<number> {
  const [row] = await db.query<{ total: number }>(sql`SELECT count(*) AS total FROM products WHERE ${where}`);
  return row?.total ?? 0;
}

function toProduct({ total: _, testsBeforeThat, ...row }: RawProduct): ProductRow {
  return {
    ...row,
    testCount: Number(row.testCount),
    featureCount: Number(row.featureCount),
    testsLast30Days: Number(row.testsLast30Days),
    testsLast90Days: Number(row.testsLast30Days) + Number(testsBeforeThat),
    lastTestEndAt: fromTimestamp(row.lastTestEndAt),
  };
}

async function getProduct(db: CustomerSql, id: number): Promise<ProductIdentity | null> {
  const [product] = await db.query<ProductIdentity>(sql`
    SELECT id, title, type, deleted_at AS "deletedAt" FROM products
    WHERE customer_id = ${db.customerId} AND id = ${id}`);
  return product ?? null;
}

async function productFigures(db: CustomerSql, productId: number): Promise<ProductFigures> {
  const living = sql`customer_id = ${db.customerId} AND product_id = ${productId} AND deleted_at IS NULL`;
  const statuses = await db.query<{ status: string; count: number | bigint }>(sql`
    SELECT status, count(*) AS count FROM tests WHERE ${living} GROUP BY status ORDER BY count DESC, status`);
  const [counts] = await db.query<{ bugs: number | bigint; neverFetched: number | bigint }>(sql`
    SELECT ${keptBugCount(db, { productIds: [productId] })} AS bugs,
      (SELECT count(*) FROM tests WHERE ${living} AND bugs_synced_at IS NULL) AS "neverFetched"`);
  return {
    testsByStatus: statuses.map(({ status, count }) => ({ status, count: Number(count) })),
    bugCount: Number(counts?.bugs ?? 0),
    testsNeverFetchedBugs: Number(counts?.neverFetched ?? 0),
  };
}

async function listSections(db: CustomerSql, productId: number): Promise<SectionWrite[]> {
  return db.query<SectionWrite>(sql`
    SELECT id, title, is_default AS "isDefault" FROM sections
    WHERE customer_id = ${db.customerId} AND product_id = ${productId} AND deleted_at IS NULL ORDER BY title, id`);
}

async function upsertSections(db: CustomerSql, products: readonly ProductWrite[], syncedAt: Date): Promise<void> {
  const rows = products.flatMap((product) =>
    product.sections.map(({ id, title, isDefault }) => ({
      id,
      product_id: product.id,
      title,
      is_default: isDefault,
      data: JSON.stringify({ id, name: title }),
    })),
  );
  await upsertEntities(db, { table: "sections", what: "section" }, rows, syncedAt);
  await db.execute(sql`
    UPDATE sections SET deleted_at = ${toTimestamp(syncedAt)}
    WHERE customer_id = ${db.customerId} AND product_id IN ${listOf(products.map(({ id }) => id))} AND deleted_at IS NULL
      AND id NOT IN ${listOf(rows.map(({ id }) => id))}`);
}

async function upsertProducts(
  db: CustomerSql,
  products: readonly ProductWrite[],
  syncedAt: Date,
): Promise<UpsertCounts> {
  const rows = products.map(({ id, title, type, description, data }) => ({
    id,
    title,
    type,
    description,
    data: jsonText(data),
  }));
  const { counts } = await upsertEntities(db, { table: "products", what: "product" }, rows, syncedAt);
  await upsertSections(db, products, syncedAt);
  return counts;
}

export const productReads = (db: CustomerSql) =>
  ({
    listProducts: (query) => listProducts(db, query),
    getProduct: (id) => getProduct(db, id),
    productFigures: (id) => productFigures(db, id),
    listSections: (productId) => listSections(db, productId),
  }) satisfies Partial<StoreReader>;

export const productWrites = (db: CustomerSql) =>
  ({
    upsertProducts: (products, syncedAt) => upsertProducts(db, products, syncedAt),
  }) satisfies Partial<StoreWriter>;
