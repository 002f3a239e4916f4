import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { all, join, type Sql, sql } from "../../sqlite/sql.js";
import type { TestAggregateFilter, TestDimension, TestFact } from "../../types.js";
import { isNamedOneOf, isOneOf, namedFeatureConditions, testConditions } from "./conditions.js";
import { known } from "./expressions.js";
import { aliased, type Grouping, keyName } from "./groups.js";
import { namedFeatures, targetPlatforms } from "./joins.js";
import { NAMED_FEATURE_KEY, TARGET_PLATFORM_KEY, testKey } from "./keys.js";

/** Facts that rows can simply be counted for: every row of a group is another test. */
export const TEST_COUNTS = {
  tests: sql`count(*)`,
  testsCreated: sql`count(${known(sql`t.created_by`)})`,
  testsSubmitted: sql`count(${known(sql`t.submitted_by`)})`,
  neverFetchedBugs: sql`sum(t.bugs_synced_at IS NULL)`,
} as const satisfies Partial<Record<TestFact, Sql>>;

function keyOf(dimension: TestDimension): Sql {
  if (dimension === "feature") return NAMED_FEATURE_KEY;
  return testKey(dimension)?.key ?? TARGET_PLATFORM_KEY;
}

function sourceOf(db: CustomerSql, dimensions: readonly TestDimension[], filter: TestAggregateFilter, more: Sql): Sql {
  const byFeature = dimensions.includes("feature");
  const byPlatform = dimensions.includes("target_platform");
  const conditions = [
    ...testConditions(db, filter, dimensions),
    ...(byFeature ? [] : namedFeatureConditions(db, filter.featureIds)),
    ...(byFeature && filter.featureIds ? [isOneOf(NAMED_FEATURE_KEY, filter.featureIds)] : []),
    ...(byPlatform && filter.targetPlatforms ? [isNamedOneOf(TARGET_PLATFORM_KEY, filter.targetPlatforms)] : []),
  ];
  return sql`FROM tests t INDEXED BY tests_by_product
    ${byFeature ? namedFeatures(db) : sql``} ${byPlatform ? targetPlatforms(db) : sql``} ${more}
    WHERE ${all(conditions)}`;
}

export function testCounts(
  db: CustomerSql,
  dimensions: readonly TestDimension[],
  filter: TestAggregateFilter,
  counts: readonly Sql[],
): Grouping {
  return { keys: dimensions.map(keyOf), counts, source: sourceOf(db, dimensions, filter, sql``) };
}

/** How many different features the tests of each group name. */
export function distinctNamedFeatures(
  db: CustomerSql,
  dimensions: readonly TestDimension[],
  filter: TestAggregateFilter,
): Grouping {
  const every = sql`LEFT JOIN test_features every ON every.customer_id = ${db.customerId} AND every.test_id = t.id`;
  const columns = [...aliased(dimensions.map(keyOf), keyName), sql`every.feature_id AS value`];
  return {
    keys: dimensions.map((_, index) => keyName(index)),
    counts: [sql`count(value)`],
    source: sql`FROM (SELECT DISTINCT ${join(columns, ", ")} ${sourceOf(db, dimensions, filter, every)})`,
  };
}

/** Ids of the latest ending tests that match, those without an end last. */
export async function newestTestIds(db: CustomerSql, filter: TestAggregateFilter, limit: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`SELECT t.id ${sourceOf(db, [], filter, sql``)} ORDER BY t.end_at DESC, t.id DESC LIMIT ${limit}`,
  );
  return rows.map(({ id }) => Number(id));
}
