import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, join, listOf, type Sql, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { BUG_SEVERITIES, BUG_STATUSES, type BugQuery } from "../types.js";
import { BUG_SEVERITY_RANK, BUG_STATUS_RANK, ranked, SHOWN_BUG_STATUS } from "./ranks.js";
import { isWithTest } from "./stray-bugs.js";

/** Up to so many products the bugs of each are looked up; of more, those that match are met soon enough among all. */
const FEW_PRODUCTS = 20;

/**
 * Where the bugs come from: of some tests, features, products, or of somebody, by the index of those. Left alone, SQLite rather goes
 * through an index of all of them that happens to hold every column asked for.
 */
export function bugSource({ customerId }: CustomerSql, query: BugQuery): Sql {
  const featureIds = namedFeatures(query);
  if (featureIds) {
    return sql`(
      SELECT test_id AS named_test, id AS named_feature FROM test_features INDEXED BY test_features_by_feature
      WHERE customer_id = ${customerId} AND feature_id IN ${listOf(featureIds)}) AS named
    CROSS JOIN bugs INDEXED BY bugs_by_test ON test_id = named_test AND test_feature_id = named_feature`;
  }
  if (query.testIds) return sql`bugs INDEXED BY bugs_by_test`;
  if (query.reporterId !== undefined) return sql`bugs INDEXED BY bugs_by_reporter`;
  const { length } = query.productIds ?? [];
  return length > 1 && length <= FEW_PRODUCTS ? ofProducts(query) : sql`bugs`;
}

/** By what narrows them most. Whichever it is, they have to be sorted. */
function ofProducts({ severities, statuses, reportedFrom, reportedBefore }: BugQuery): Sql {
  if (reportedFrom || reportedBefore) return sql`bugs INDEXED BY bugs_by_product_reported`;
  if (severities) return sql`bugs INDEXED BY bugs_by_product_severity`;
  return statuses ? sql`bugs INDEXED BY bugs_by_product_status` : sql`bugs INDEXED BY bugs_by_product_reported`;
}

/** The features of a product that bugs have to be on; null when there are none, or bugs on no feature are asked for as well. */
export function namedFeatures({ featureIds }: BugQuery): number[] | null {
  const named = featureIds?.filter((id) => id !== null);
  return named === undefined || named.length < (featureIds?.length ?? 0) ? null : named;
}

/** Conditions on `bugs` out of {@link bugSource}, by columns and expressions that the indexes of the lists hold wherever that is possible. */
export function bugConditions(db: CustomerSql, query: BugQuery): Sql {
  const conditions = [sql`customer_id = ${db.customerId}`, sql`deleted_at IS NULL`, isWithTest(db, sql`id`)];
  const [onlyProduct] = query.productIds ?? [];
  if (query.productIds?.length === 1) conditions.push(sql`product_id = ${onlyProduct ?? 0}`);
  else if (query.productIds) conditions.push(sql`product_id IN ${listOf(query.productIds)}`);
  if (query.testIds) conditions.push(sql`test_id IN ${listOf(query.testIds)}`);
  if (query.featureIds && namedFeatures(query) === null) conditions.push(onFeaturesOrNone(query.featureIds));
  if (query.severities) {
    conditions.push(ranked(query.severities, { known: BUG_SEVERITIES, rank: BUG_SEVERITY_RANK, value: sql`severity` }));
  }
  if (query.statuses) {
    conditions.push(ranked(query.statuses, { known: BUG_STATUSES, rank: BUG_STATUS_RANK, value: SHOWN_BUG_STATUS }));
  }
  if (query.rejectionReasons) conditions.push(anyOf(sql`rejection_reason`, query.rejectionReasons));
  if (query.known !== undefined) conditions.push(sql`known = ${query.known}`);
  if (query.exported !== undefined) conditions.push(sql`(exported_at IS NULL) = ${!query.exported}`);
  if (query.reporterId !== undefined) conditions.push(reportedBy(query.reporterId));
  if (query.foundPlatforms) conditions.push(foundOn(query.foundPlatforms));
  if (query.reportedFrom) conditions.push(sql`reported_at >= ${toTimestamp(query.reportedFrom)}`);
  if (query.reportedBefore) conditions.push(sql`reported_at < ${toTimestamp(query.reportedBefore)}`);
  return all(conditions);
}

function anyOf(column: Sql, values: readonly (string | null)[]): Sql {
  const named = sql`${column} IN ${listOf(values.filter((value) => value !== null))}`;
  return values.includes(null) ? sql`(${named} OR ${column} IS NULL)` : named;
}

/** Or on no feature of its test, or on one of which the test does not say which feature of the product it is. */
function onFeaturesOrNone(featureIds: readonly (number | null)[]): Sql {
  const named = (which: Sql) => sql`EXISTS (
    SELECT 1 FROM test_features f WHERE f.customer_id = bugs.customer_id AND f.test_id = bugs.test_id
      AND f.id = bugs.test_feature_id AND ${which})`;
  const onSome = named(sql`f.feature_id IN ${listOf(featureIds.filter((id) => id !== null))}`);
  return sql`(test_feature_id IS NULL OR ${onSome} OR NOT ${named(sql`f.feature_id IS NOT NULL`)})`;
}

/** TestIO names people and gives no ids: a bug holds the name. */
function reportedBy(userId: number): Sql {
  return sql`reporter = (SELECT u.username FROM users u
    WHERE u.customer_id = bugs.customer_id AND u.id = ${userId} AND u.user_type = 'tester')`;
}

function foundOn(platforms: readonly (string | null)[]): Sql {
  const named = platforms.filter((name) => name !== null).map((name) => `|${name.toLowerCase()}|`);
  const conditions = named.map((name) => sql`instr(found_systems, ${name}) > 0`);
  if (platforms.includes(null)) conditions.push(sql`found_systems IS NULL`);
  return conditions.length === 0 ? sql`FALSE` : sql`(${join(conditions, " OR ")})`;
}
