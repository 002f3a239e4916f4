import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { all, join, name, type Sql, sql } from "../../sqlite/sql.js";
import type { AggregateDimension, AggregateFilter, BugFact } from "../../types.js";
import { bugConditions, isNamedOneOf, testConditions } from "./conditions.js";
import { known } from "./expressions.js";
import { aliased, type Grouping, keyName } from "./groups.js";
import { bugFeature, foundPlatforms, targetPlatforms } from "./joins.js";
import { bugKey, FOUND_PLATFORM_KEY, TARGET_PLATFORM_KEY, testKey } from "./keys.js";
import { TEST_COUNTS } from "./test-facts.js";

/** Facts that sums of bugs are: what several groups add up to is what they have together. */
const BUG_SUMS = {
  bugs: sql`count(*)`,
  accepted: sql`sum(b.status = 'accepted' AND b.auto_accepted = 0)`,
  autoAccepted: sql`sum(b.status = 'accepted' AND b.auto_accepted = 1)`,
  rejected: sql`sum(b.status = 'rejected')`,
  forwarded: sql`sum(b.status = 'forwarded')`,
  known: sql`sum(b.known)`,
  critical: sql`sum(b.severity = 'critical')`,
  high: sql`sum(b.severity = 'high')`,
  low: sql`sum(b.severity = 'low')`,
} as const satisfies Partial<Record<BugFact, Sql>>;

/** Facts about the tests that have such bugs, each test once. */
const TESTS_OF_BUGS = {
  tests: TEST_COUNTS.tests,
  testsCreated: TEST_COUNTS.testsCreated,
  testsSubmitted: TEST_COUNTS.testsSubmitted,
} as const satisfies Partial<Record<BugFact, Sql>>;

export type CountedFact = keyof typeof BUG_SUMS | keyof typeof TESTS_OF_BUGS;

function isSum(fact: CountedFact): fact is keyof typeof BUG_SUMS {
  return fact in BUG_SUMS;
}

export function isCounted(fact: BugFact): fact is CountedFact {
  return fact in BUG_SUMS || fact in TESTS_OF_BUGS;
}

interface Question {
  dimensions: readonly AggregateDimension[];
  filter: AggregateFilter;
  /** Conditions on the bugs besides those of the filter. */
  also?: readonly Sql[];
}

/** Every bug in question, with its test: first the tests, then the bugs of each, both in the order of an index. */
function bugsSource(db: CustomerSql, { dimensions, filter, also = [] }: Question, more: readonly Sql[] = []): Sql {
  const byFeature = dimensions.includes("feature") || filter.featureIds !== undefined;
  const byPlatform = dimensions.includes("found_platform");
  const joins = [
    ...(byFeature ? [bugFeature(db)] : []),
    ...(byPlatform ? [foundPlatforms(db)] : []),
    ...more,
    sql`WHERE ${all([...testConditions(db, filter, dimensions), ...bugConditions(db, filter, dimensions), ...also])}`,
    ...(byPlatform && filter.foundPlatforms
      ? [sql`AND ${isNamedOneOf(FOUND_PLATFORM_KEY, filter.foundPlatforms)}`]
      : []),
  ];
  return sql`FROM tests t INDEXED BY tests_by_product
    CROSS JOIN bugs b INDEXED BY bugs_by_test
      ON b.customer_id = ${db.customerId} AND b.test_id = t.id AND b.deleted_at IS NULL
    ${join(joins, " ")}`;
}

const keyOf = (dimension: AggregateDimension): Sql =>
  testKey(dimension)?.key ?? bugKey(dimension) ?? TARGET_PLATFORM_KEY;

function targetPlatformCondition({ dimensions, filter }: Question): Sql[] {
  return dimensions.includes("target_platform") && filter.targetPlatforms
    ? [isNamedOneOf(TARGET_PLATFORM_KEY, filter.targetPlatforms)]
    : [];
}

// Not `k0`: SQLite takes a name in GROUP BY for a column of the source first, and for one of the result only then.
const innerKeyName = (index: number): Sql => name(`bug_key_${index}`);

/**
 * The bugs of each test counted by what tells them apart, then those rows grouped by what tells the tests apart. Without
 * anything of the former, bugs come grouped out of the index, and a tenth of the rows is left to sort. Every row of the
 * second step is another test of its group, so that tests can be counted by it too.
 */
function countByTest(db: CustomerSql, question: Question, facts: readonly CountedFact[]): Grouping {
  const { dimensions } = question;
  const ofBugs = dimensions.map(bugKey).filter((key) => key !== null);
  // No others: where rows have to be sorted, they are carried along.
  const columns = new Set(["id"]);
  for (const dimension of dimensions) columns.add(testKey(dimension)?.column ?? "id");
  if (facts.includes("testsCreated")) columns.add("created_by");
  if (facts.includes("testsSubmitted")) columns.add("submitted_by");
  const sums = facts.filter(isSum);
  const selected = [
    ...[...columns].map((column) => sql`t.${name(column)}`),
    ...aliased(ofBugs, innerKeyName),
    ...sums.map((fact) => sql`${BUG_SUMS[fact]} AS ${name(fact)}`),
  ];
  // The order of the index, which spares the sorting; where bugs have to be sorted anyway, the id is enough.
  const byTest = ofBugs.length === 0 ? [sql`t.product_id`, sql`t.id`] : [sql`t.id`];
  const keys = [...byTest, ...ofBugs.map((_, index) => innerKeyName(index))];
  let bugKeys = 0;
  return {
    keys: dimensions.map((dimension) => {
      if (bugKey(dimension) === null) return testKey(dimension)?.key ?? TARGET_PLATFORM_KEY;
      bugKeys += 1;
      return sql`t.${innerKeyName(bugKeys - 1)}`;
    }),
    counts: facts.map((fact) => (isSum(fact) ? sql`sum(t.${name(fact)})` : TESTS_OF_BUGS[fact])),
    source: sql`FROM (SELECT ${join(selected, ", ")} ${bugsSource(db, question)} GROUP BY ${join(keys, ", ")}) AS t
      ${dimensions.includes("target_platform") ? targetPlatforms(db) : sql``}
      WHERE ${all([sql`1`, ...targetPlatformCondition(question)])}`,
  };
}

/** Facts by counting: tests and bugs, each once in a group. */
export function bugCounts(db: CustomerSql, question: Question, facts: readonly CountedFact[]): Grouping {
  const { dimensions } = question;
  const hasBugKeys = dimensions.some((dimension) => bugKey(dimension) !== null);
  // Where the bugs have to be sorted anyway, and nothing is counted by test, once is enough.
  if (hasBugKeys && !dimensions.includes("target_platform") && facts.every(isSum)) {
    return {
      keys: dimensions.map(keyOf),
      counts: facts.map((fact) => BUG_SUMS[fact]),
      source: bugsSource(db, question),
    };
  }
  return countByTest(db, question, facts);
}

/** How many different values of an expression the bugs of each group have. */
function distinct(db: CustomerSql, question: Question, value: Sql, more: readonly Sql[]): Grouping {
  const { dimensions } = question;
  const platforms = dimensions.includes("target_platform") ? [targetPlatforms(db)] : [];
  const columns = [...aliased(dimensions.map(keyOf), keyName), sql`${value} AS value`];
  const also = [...(question.also ?? []), ...targetPlatformCondition(question)];
  const source = bugsSource(db, { ...question, also }, [...platforms, ...more]);
  return {
    keys: dimensions.map((_, index) => keyName(index)),
    counts: [sql`count(value)`],
    source: sql`FROM (SELECT DISTINCT ${join(columns, ", ")} ${source})`,
  };
}

export function distinctReporters(db: CustomerSql, question: Question): Grouping {
  return distinct(db, question, known(sql`b.reporter`), []);
}

export function distinctBugFeatures(db: CustomerSql, question: Question): Grouping {
  const isJoined = question.dimensions.includes("feature") || question.filter.featureIds !== undefined;
  return distinct(db, question, sql`bf.feature_id`, isJoined ? [] : [bugFeature(db)]);
}

/** Days from report to rejection: their sum, and of how many bugs. */
export function rejectionTimes(db: CustomerSql, question: Question): Grouping {
  const { dimensions } = question;
  const also = [sql`b.status = 'rejected' AND b.rejected_at IS NOT NULL AND b.reported_at IS NOT NULL`];
  const platforms = dimensions.includes("target_platform") ? [targetPlatforms(db)] : [];
  return {
    keys: dimensions.map(keyOf),
    counts: [sql`sum(julianday(b.rejected_at) - julianday(b.reported_at))`, sql`count(*)`],
    source: bugsSource(db, { ...question, also: [...also, ...targetPlatformCondition(question)] }, platforms),
  };
}
