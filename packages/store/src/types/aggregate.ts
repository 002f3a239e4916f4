/**
 * What tests and bugs can be grouped by. What has none at all (a test that names no known feature, a bug found on no known
 * system) counts under a key whose id and label are null ("none"), in groups and filters alike. Where something belongs to
 * several groups (a test to its features, a bug to the systems it was found on), it counts once in each: groups of such a
 * dimension do not add up to the whole.
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

/** Dimensions whose keys have an id and a name. */
export const NAMED_DIMENSIONS = [
  "product",
  "test",
  "feature",
  "customer",
  "test_environment",
  "tester",
] as const satisfies readonly AggregateDimension[];
export type NamedDimension = (typeof NAMED_DIMENSIONS)[number];

/** Dimensions that the `end_at` of a test falls into. */
export const TIME_DIMENSIONS = [
  "day",
  "week",
  "month",
  "quarter",
  "year",
] as const satisfies readonly AggregateDimension[];
export type TimeDimension = (typeof TIME_DIMENSIONS)[number];

export type BugDimension = (typeof BUG_DIMENSIONS)[number];
/** Dimensions that a test has without its bugs. */
export type TestDimension = Exclude<AggregateDimension, BugDimension>;

/**
 * Which tests to count: living ones that match all of these. Each list is an "any of"; null in it is "none"; an empty list
 * matches nothing; absent does not narrow. Where a list names values of a dimension that is grouped by as well, only groups
 * of these values are answered: a test aimed at iOS and Android, filtered by and grouped by iOS, counts under iOS alone.
 */
export interface TestAggregateFilter {
  productIds?: readonly number[];
  testIds?: readonly number[];
  testStatuses?: readonly string[];
  testingTypes?: readonly (string | null)[];
  environmentIds?: readonly (number | null)[];
  /** Names of the tests' creators. */
  customers?: readonly (string | null)[];
  /** In letters of either case; so `foundPlatforms`. */
  targetPlatforms?: readonly (string | null)[];
  /** Tests that end at or after this moment. */
  endFrom?: Date;
  /** Tests that end before this moment. */
  endBefore?: Date;
  /** Tests that end in one of these stretches of time, named as groups by it are; null = tests without an end. */
  times?: readonly { by: TimeDimension; values: readonly (string | null)[] }[];
  /** Of tests: that name one of these. Of bugs: reported on one of these. */
  featureIds?: readonly (number | null)[];
}

/**
 * Which bugs to count: living ones of the tests that match, that match all of these themselves, as in
 * {@link TestAggregateFilter}. Bugs whose test is not stored, or is gone upstream, are never counted.
 */
export interface AggregateFilter extends TestAggregateFilter {
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

/** Counts over the distinct tests of a group. Somebody with a blank name is nobody. */
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
export type TestFact = keyof TestFacts;

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
export type BugFact = keyof BugFacts;

/** Counts over the tests of a group, and over the bugs of these tests. */
export type TestAndBugFacts = TestFacts & BugFacts;
export type TestOrBugFact = keyof TestAndBugFacts;

/** What to count, and how much to say of what it is grouped by. */
export interface AggregateOptions<Fact extends string> {
  /** Only these facts. Default all; asking for few is faster, above all without `testers` and `features`. */
  facts?: readonly Fact[];
  /**
   * Whether to look up what the ids of keys are called and which ids names have. Default true. Without, `label` of a key
   * with an id is null (and `id` of one with a name): see `aggregateLabels`.
   */
  labels?: boolean;
  /** Refuses, before it holds more, a question with more groups than these: {@link TooManyGroupsError}. Default: none. */
  mostGroups?: number;
}

export interface TestAndBugOptions<Fact extends string> extends AggregateOptions<Fact> {
  /** What is counted of bugs where both have such a fact: tests, for one, are then tests with such bugs. Default: of tests. */
  sharedFacts?: "of tests" | "of bugs";
}

export interface FactRow<Facts> {
  /** One per dimension, in the order asked. */
  keys: AggregateKey[];
  facts: Facts;
}

/**
 * Counts, grouped: what metrics and reports are made of. All of one product is counted as it was at one moment, not earlier
 * than the question; while something is written, another product may be counted as it was a moment later.
 */
export interface AggregateReader {
  /**
   * Counts of living tests by 0 to 3 dimensions, in no order; without one, a single row. Groups nothing is in are left out.
   *
   * @throws {TooManyGroupsError} when there are more groups than `mostGroups`.
   */
  aggregateTests<Fact extends TestFact = TestFact>(
    dimensions: readonly TestDimension[],
    filter: TestAggregateFilter,
    options?: AggregateOptions<Fact>,
  ): Promise<FactRow<Pick<TestFacts, Fact>>[]>;
  /** Counts of living bugs of living tests, as {@link aggregateTests}. */
  aggregateBugs<Fact extends BugFact = BugFact>(
    dimensions: readonly AggregateDimension[],
    filter: AggregateFilter,
    options?: AggregateOptions<Fact>,
  ): Promise<FactRow<Pick<BugFacts, Fact>>[]>;
  /**
   * Counts of living tests and of their living bugs, both of one moment: {@link aggregateTests} with, beside each group, what
   * {@link aggregateBugs} counts of the group with the same keys. A group is what has tests or bugs; where it has only the
   * one, counts of the other are 0.
   */
  aggregateTestsAndBugs<Fact extends TestOrBugFact = TestOrBugFact>(
    dimensions: readonly TestDimension[],
    filter: AggregateFilter,
    options?: TestAndBugOptions<Fact>,
  ): Promise<FactRow<Pick<TestAndBugFacts, Fact>>[]>;
  /** These keys of a dimension with what aggregating without `labels` left out. */
  aggregateLabels(dimension: AggregateDimension, keys: readonly AggregateKey[]): Promise<AggregateKey[]>;
  /**
   * Keys by what people call them: the one with this id, or those whose name has this text in it (letters in either case),
   * shortest name first, so that the very name comes before longer ones. Only of dimensions with ids.
   */
  findAggregateKeys(
    dimension: NamedDimension,
    what: { id: number } | { name: string },
    limit: number,
  ): Promise<AggregateKey[]>;
  /** Ids of the latest ending tests that match, those without an end last. */
  newestTestIds(filter: TestAggregateFilter, limit: number): Promise<number[]>;
}
