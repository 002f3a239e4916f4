import type { CustomerSql } from "../sqlite/customer-sql.js";
import { listOf, sql } from "../sqlite/sql.js";
import { type Row, upsertRows } from "../sqlite/upsert-rows.js";
import type { TestFeatureWrite, TestPlatformWrite, TestWrite } from "../types.js";

function featureRow(testId: number, feature: TestFeatureWrite, position: number): Row {
  return {
    test_id: testId,
    id: feature.id,
    feature_id: feature.featureId,
    position,
    title: feature.title,
    description: feature.description,
    howtofind: feature.howtofind,
    user_stories: JSON.stringify(feature.userStories),
    enable_default: feature.enableDefault,
    enable_content: feature.enableContent,
    enable_visual: feature.enableVisual,
  };
}

function platformRow(testId: number, platform: TestPlatformWrite, position: number): Row {
  return {
    test_id: testId,
    position,
    category: platform.category,
    operating_system_id: platform.operatingSystemId,
    operating_system: platform.operatingSystem,
    min_version: platform.minVersion,
    max_version: platform.maxVersion,
    browsers: JSON.stringify(platform.browsers),
  };
}

/** Makes the stored features and platforms of these tests those of the given ones. `stored`: tests that may have some. */
export async function replaceTestParts(
  db: CustomerSql,
  tests: readonly TestWrite[],
  stored: readonly number[],
): Promise<void> {
  if (stored.length > 0) {
    const ofStored = sql`customer_id = ${db.customerId} AND test_id IN ${listOf(stored)}`;
    await db.postpone(sql`DELETE FROM test_features WHERE ${ofStored}`);
    await db.postpone(sql`DELETE FROM test_platforms WHERE ${ofStored}`);
  }
  await upsertRows(
    db,
    { table: "test_features", key: ["test_id", "id"] },
    tests.flatMap((test) => test.features.map((feature, position) => featureRow(test.id, feature, position))),
  );
  await upsertRows(
    db,
    { table: "test_platforms", key: ["test_id", "position"] },
    tests.flatMap((test) => test.platforms.map((platform, position) => platformRow(test.id, platform, position))),
  );
}

interface RawFeature extends Omit<TestFeatureWrite, "userStories"> {
  userStories: string;
}

export async function readTestFeatures(db: CustomerSql, testId: number): Promise<TestFeatureWrite[]> {
  const rows = await db.query<RawFeature>(sql`
    SELECT id, feature_id AS "featureId", title, description, howtofind, user_stories AS "userStories",
      enable_default AS "enableDefault", enable_content AS "enableContent", enable_visual AS "enableVisual"
    FROM test_features WHERE customer_id = ${db.customerId} AND test_id = ${testId} ORDER BY position`);
  return rows.map((row) => ({ ...row, userStories: JSON.parse(row.userStories) }));
}

interface RawPlatform extends Omit<TestPlatformWrite, "browsers"> {
  browsers: string;
}

export async function readTestPlatforms(db: CustomerSql, testId: number): Promise<TestPlatformWrite[]> {
  const rows = await db.query<RawPlatform>(sql`
    SELECT category, operating_system_id AS "operatingSystemId", operating_system AS "operatingSystem",
      min_version AS "minVersion", max_version AS "maxVersion", browsers
    FROM test_platforms WHERE customer_id = ${db.customerId} AND test_id = ${testId} ORDER BY position`);
  return rows.map((row) => ({ ...row, browsers: JSON.parse(row.browsers) }));
}
