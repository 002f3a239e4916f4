import type { CustomerSql } from "../sqlite/customer-sql.js";
import { jsonText } from "../sqlite/json-text.js";
import { listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { upsertEntities } from "../sqlite/upsert-entities.js";
import type { FeatureWrite, StoreWriter, UpsertCounts, UserStoryWrite } from "../types.js";

async function replaceFeatures(
  db: CustomerSql,
  productId: number,
  features: readonly FeatureWrite[],
  syncedAt: Date,
): Promise<UpsertCounts> {
  const rows = features.map((feature) => ({
    id: feature.id,
    product_id: feature.productId,
    title: feature.title,
    description: feature.description,
    howtofind: feature.howtofind,
    user_stories: JSON.stringify(feature.userStories),
    section_ids: JSON.stringify(feature.sectionIds),
    data: jsonText(feature.data),
  }));
  const { counts } = await upsertEntities(db, { table: "features", what: "feature" }, rows, syncedAt);
  const now = toTimestamp(syncedAt);
  const gone = await db.execute(sql`
    UPDATE features SET deleted_at = ${now}
    WHERE customer_id = ${db.customerId} AND product_id = ${productId} AND deleted_at IS NULL
      AND id NOT IN ${listOf(rows.map(({ id }) => id))}`);
  await db.execute(sql`
    UPDATE products SET features_synced_at = ${now} WHERE customer_id = ${db.customerId} AND id = ${productId}`);
  return { ...counts, updated: counts.updated + gone };
}

async function upsertUserStories(
  db: CustomerSql,
  stories: readonly UserStoryWrite[],
  syncedAt: Date,
): Promise<UpsertCounts> {
  const rows = stories.map((story) => ({
    id: story.id,
    product_id: story.productId,
    feature_id: story.featureId,
    section_id: story.sectionId,
    path: story.path,
    title: story.title,
    data: jsonText(story.data),
  }));
  return (await upsertEntities(db, { table: "user_stories", what: "user story" }, rows, syncedAt)).counts;
}

export const featureWrites = (db: CustomerSql) =>
  ({
    replaceFeatures: (productId, features, syncedAt) => replaceFeatures(db, productId, features, syncedAt),
    upsertUserStories: (stories, syncedAt) => upsertUserStories(db, stories, syncedAt),
  }) satisfies Partial<StoreWriter>;
