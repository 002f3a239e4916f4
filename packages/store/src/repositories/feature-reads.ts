import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, type Sql, sql } from "../sqlite/sql.js";
import type { FeatureQuery, FeatureReader, FeatureRow, FeatureSort, Page } from "../types.js";

/** The counts are kept by triggers: a product's tests and bugs are too many to be gone through for a list. */
const counted = (what: Sql): Sql =>
  sql`coalesce((SELECT ${what} FROM feature_counts c
    WHERE c.customer_id = features.customer_id AND c.feature_id = features.id), 0)`;

const COLUMNS = sql`id, product_id AS "productId", title, description, howtofind, section_ids AS "sectionIds",
  user_stories AS "userStories", ${counted(sql`c.tests`)} AS "testCount",
  ${counted(sql`c.bugs`)} AS "bugCount", synced_at AS "syncedAt", deleted_at AS "deletedAt"`;

const SORT_KEYS: Record<FeatureSort, Sql> = {
  title: sql`title COLLATE NOCASE`,
  test_count: sql`"testCount"`,
  bug_count: sql`"bugCount"`,
  last_synced: sql`synced_at`,
};

interface RawFeature extends Omit<FeatureRow, "sectionIds" | "userStories" | "testCount" | "bugCount"> {
  sectionIds: string;
  userStories: string;
  testCount: number | bigint;
  bugCount: number | bigint;
}

function toFeature(raw: RawFeature): FeatureRow {
  return {
    id: raw.id,
    productId: raw.productId,
    title: raw.title,
    description: raw.description,
    howtofind: raw.howtofind,
    sectionIds: JSON.parse(raw.sectionIds),
    userStories: JSON.parse(raw.userStories),
    testCount: Number(raw.testCount),
    bugCount: Number(raw.bugCount),
    syncedAt: raw.syncedAt,
    deletedAt: raw.deletedAt,
  };
}

function conditionsOf({ customerId }: CustomerSql, { productId, sectionId, hasUserStories }: FeatureQuery): Sql {
  const conditions = [sql`customer_id = ${customerId}`, sql`product_id = ${productId}`, sql`deleted_at IS NULL`];
  if (sectionId !== undefined) {
    conditions.push(sql`EXISTS (SELECT 1 FROM json_each(section_ids) WHERE value = ${sectionId})`);
  }
  if (hasUserStories !== undefined) {
    conditions.push(
      hasUserStories ? sql`json_array_length(user_stories) > 0` : sql`json_array_length(user_stories) = 0`,
    );
  }
  return all(conditions);
}

async function listFeatures(db: CustomerSql, query: FeatureQuery): Promise<Page<FeatureRow>> {
  const where = conditionsOf(db, query);
  const direction = query.order === "desc" ? sql`DESC` : sql`ASC`;
  const count = sql`SELECT count(*) AS total FROM features WHERE ${where}`;
  const rows = await db.query<RawFeature & { total: number | bigint }>(sql`
    SELECT ${COLUMNS}, (${count}) AS total FROM features WHERE ${where}
    ORDER BY ${SORT_KEYS[query.sort ?? "title"]} ${direction}, id ${direction} LIMIT ${query.limit} OFFSET ${query.offset}`);
  const [first] = rows.length > 0 ? rows : await db.query<{ total: number | bigint }>(count);
  return { rows: rows.map(toFeature), total: Number(first?.total ?? 0) };
}

async function getFeature(db: CustomerSql, id: number): Promise<FeatureRow | null> {
  const [raw] = await db.query<RawFeature>(sql`
    SELECT ${COLUMNS} FROM features WHERE customer_id = ${db.customerId} AND id = ${id}`);
  return raw === undefined ? null : toFeature(raw);
}

export const featureReads = (db: CustomerSql) =>
  ({
    listFeatures: (query) => listFeatures(db, query),
    getFeature: (id) => getFeature(db, id),
  }) satisfies FeatureReader;
