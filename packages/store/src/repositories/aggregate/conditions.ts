import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { listOf, type Sql, type SqlValue, sql } from "../../sqlite/sql.js";
import { toTimestamp } from "../../sqlite/timestamp.js";
import type { AggregateDimension, AggregateFilter, TestAggregateFilter } from "../../types.js";
import { SHOWN_STATUS_OF_B } from "../ranks.js";
import { known } from "./expressions.js";
import { TEST_KEYS } from "./keys.js";

/** Whether an expression is any of these values; null among them is "none". */
export function isOneOf(expression: Sql, values: readonly SqlValue[]): Sql {
  const present = values.filter((value): value is string | number => value !== null);
  const listed = sql`${expression} IN ${listOf(present)}`;
  if (present.length === values.length) return listed;
  return present.length === 0 ? sql`${expression} IS NULL` : sql`(${listed} OR ${expression} IS NULL)`;
}

/** The same of names that are written in letters of either case; SQLite's `lower` knows those of ASCII. */
export function isNamedOneOf(expression: Sql, values: readonly SqlValue[]): Sql {
  const lowered = values.map((value) =>
    typeof value === "string" ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value,
  );
  return isOneOf(sql`lower(${expression})`, lowered);
}

/** Whether something that has any number of values has one of these; without any known one it has "none". */
function hasOneOf(rows: Sql, value: Sql, values: readonly SqlValue[], isOne: typeof isOneOf = isOneOf): Sql {
  const present = values.filter((entry) => entry !== null);
  const some = sql`EXISTS (SELECT 1 ${rows} AND ${isOne(value, present)})`;
  return present.length === values.length
    ? some
    : sql`(${some} OR NOT EXISTS (SELECT 1 ${rows} AND ${value} IS NOT NULL))`;
}

interface Narrowing {
  /** Undefined: the filter does not narrow. */
  values: readonly SqlValue[] | undefined;
  condition: (values: readonly SqlValue[]) => Sql;
}

function conditionsOf(narrowings: readonly Narrowing[]): Sql[] {
  return narrowings.flatMap(({ values, condition }) => (values === undefined ? [] : [condition(values)]));
}

const among = (expression: Sql) => (values: readonly SqlValue[]) => isOneOf(expression, values);

/** Which products: the one place of the index of tests to begin at, or a filter on the way through it. */
function ofProducts(ids: readonly SqlValue[]): Sql {
  // Seeking each of several products would lose the order of the index; reading past the others costs less than sorting.
  return ids.length === 1 ? sql`t.product_id = ${ids[0]}` : sql`+t.product_id IN ${listOf(ids.map(Number))}`;
}

/**
 * Conditions on the tests (`t`). Of what a test has several of, a dimension that is grouped by brings its own: see
 * {@link keyConditions}.
 */
export function testConditions(
  { customerId }: CustomerSql,
  filter: TestAggregateFilter,
  grouped: readonly AggregateDimension[],
): Sql[] {
  const platforms = sql`FROM test_platforms p WHERE p.customer_id = ${customerId} AND p.test_id = t.id`;
  const conditions = [
    sql`t.customer_id = ${customerId} AND t.deleted_at IS NULL`,
    ...conditionsOf([
      { values: filter.productIds, condition: ofProducts },
      { values: filter.testIds, condition: among(sql`t.id`) },
      { values: filter.testStatuses, condition: among(sql`t.status`) },
      { values: filter.testingTypes, condition: among(sql`t.testing_type`) },
      { values: filter.environmentIds, condition: among(sql`t.environment_id`) },
      { values: filter.customers, condition: among(known(sql`t.created_by`)) },
      {
        values: grouped.includes("target_platform") ? undefined : filter.targetPlatforms,
        condition: (values) => hasOneOf(platforms, known(sql`p.operating_system`), values, isNamedOneOf),
      },
    ]),
  ];
  for (const { by, values } of filter.times ?? []) conditions.push(isOneOf(TEST_KEYS[by].key, values));
  if (filter.endFrom) conditions.push(sql`t.end_at >= ${toTimestamp(filter.endFrom)}`);
  if (filter.endBefore) conditions.push(sql`t.end_at < ${toTimestamp(filter.endBefore)}`);
  return conditions;
}

/** Condition on the features that the tests (`t`) name. */
export function namedFeatureConditions(
  { customerId }: CustomerSql,
  featureIds: readonly SqlValue[] | undefined,
): Sql[] {
  const features = sql`FROM test_features f WHERE f.customer_id = ${customerId} AND f.test_id = t.id`;
  return conditionsOf([{ values: featureIds, condition: (values) => hasOneOf(features, sql`f.feature_id`, values) }]);
}

/** Conditions on the bugs (`b`) and on the feature each was reported on (`bf`, see `joins.ts`). */
export function bugConditions(
  { customerId }: CustomerSql,
  filter: AggregateFilter,
  grouped: readonly AggregateDimension[],
): Sql[] {
  const devices = sql`FROM bug_devices d WHERE d.customer_id = ${customerId} AND d.bug_id = b.id`;
  return conditionsOf([
    { values: filter.featureIds, condition: among(sql`bf.feature_id`) },
    { values: filter.severities, condition: among(sql`b.severity`) },
    { values: filter.bugStatuses, condition: among(SHOWN_STATUS_OF_B) },
    { values: filter.rejectionReasons, condition: among(sql`b.rejection_reason`) },
    { values: filter.known === undefined ? undefined : [Number(filter.known)], condition: among(sql`b.known`) },
    { values: filter.testers, condition: among(known(sql`b.reporter`)) },
    {
      values: grouped.includes("found_platform") ? undefined : filter.foundPlatforms,
      condition: (values) => hasOneOf(devices, known(sql`d.operating_system`), values, isNamedOneOf),
    },
  ]);
}
