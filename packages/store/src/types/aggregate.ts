/**
 * What tests and bugs can be grouped by. A test without features, environment and so on counts under a key whose id and
 * label are null ("none"). Where something belongs to several groups (a test to its features, a bug to the systems it was
 * found on), it counts once in each: groups of such a dimension do not add up to the whole.
 */
export const AGGREGATE_DIMENSIONS = [
  "product",
  "test",
  /** Of tests: the features they name. Of bugs: the feature they were reported on. */
  "feature",
  /** Operating systems a test was aimed at (`requirements`). */
  "target_platform",
  /** Who created the test. */
  "customer",
  "testing_type",
  "test_status",
  "test_environment",
  /** By `end_at` of the test, UTC: `2026-11-21`. */
  "day",
  /** ISO 8601 week: `2026-W47`. */
  "week",
  "month",
  "quarter",
  "year",
  "severity",
  /** `forwarded`, `accepted` (by a person), `auto_accepted`, `rejected`, or what else the API answers. */
  "bug_status",
  "rejection_reason",
  "known_bug",
  /** Who reported the bug. */
  "tester",
  /** Operating systems a bug was found on (`devices`). */
  "found_platform",
] as const;
export type AggregateDimension = (typeof AGGREGATE_DIMENSIONS)[number];

/** Dimensions that only a bug has: grouping tests by one of them counts the tests with such bugs. */
export const BUG_DIMENSIONS = [
  "severity",
  "bug_status",
  "rejection_reason",
  "known_bug",
  "tester",
  "found_platform",
] as const satisfies readonly AggregateDimension[];

/**
 * Which tests and bugs to count: living ones that match all of these. Each list is an "any of"; null in it is "none"; an
 * empty list matches nothing; absent does not narrow. Bugs whose test is not stored, or is gone upstream, are never counted.
 */
export interface AggregateFilter {
  productIds?: readonly number[];
  testIds?: readonly number[];
  testStatuses?: readonly string[];
  testingTypes?: readonly (string | null)[];
  environmentIds?: readonly (number | null)[];
  /** Names of the tests' creators. */
  customers?: readonly (string | null)[];
  targetPlatforms?: readonly (string | null)[];
  /** Tests that end at or after this moment. */
  endFrom?: Date;
  /** Tests that end before this moment. */
  endBefore?: Date;
  /** Of tests: that name one of these. Of bugs: reported on one of these. */
  featureIds?: readonly (number | null)[];
  severities?: readonly string[];
  /** As {@link AGGREGATE_DIMENSIONS} `bug_status`. */
  bugStatuses?: readonly string[];
  rejectionReasons?: readonly (string | null)[];
  known?: boolean;
  /** Names of reporters. */
  testers?: readonly (string | null)[];
  foundPlatforms?: readonly (string | null)[];
}

/** One value of a dimension. `id` where the thing has one (product, test, feature, tester, test_environment). */
export interface AggregateKey {
  id: number | null;
  /** Null = none. `known_bug` is `true` or `false`. */
  label: string | null;
}

/** Counts over the distinct tests of a group. */
export interface TestFacts {
  tests: number;
  /** Tests whose creator is known. */
  testsCreated: number;
  /** Tests whose submitter is known. */
  testsSubmitted: number;
  /** Distinct features the tests name. */
  features: number;
  /** Tests whose bugs were never fetched. */
  neverFetchedBugs: number;
}

/** Counts over the distinct bugs of a group. */
export interface BugFacts {
  bugs: number;
  /** Accepted by a person. */
  accepted: number;
  /** Accepted by the clock. */
  autoAccepted: number;
  rejected: number;
  /** Open: waiting for the customer. */
  forwarded: number;
  known: number;
  critical: number;
  high: number;
  low: number;
  /** Distinct reporters. */
  testers: number;
  /** Distinct tests with such bugs. */
  tests: number;
  testsCreated: number;
  testsSubmitted: number;
  /** Distinct features the bugs were reported on. */
  features: number;
  /** Sum and number of the days from report to rejection, where both times are known. */
  rejectionDays: number;
  rejectionsTimed: number;
}

export interface FactRow<Facts> {
  /** One per dimension, in the order asked. */
  keys: AggregateKey[];
  facts: Facts;
}
