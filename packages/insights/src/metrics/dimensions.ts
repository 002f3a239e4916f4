import {
  type AggregateDimension,
  BUG_DIMENSIONS,
  BUG_SEVERITIES,
  BUG_STATUSES,
  NAMED_DIMENSIONS,
  REJECTION_REASONS,
  type SortOrder,
  TEST_STATUS_RANK,
  TESTING_TYPES,
  TIME_DIMENSIONS,
} from "@testio/store";

/** What tests and bugs can be grouped and filtered by. */
export type MetricDimension = AggregateDimension;

export interface DimensionDefinition {
  /** What it groups by, for people. */
  description: string;
  /** A value as rows show it and filters take it. */
  example: string;
  /** Other names it answers to. */
  aliases: readonly string[];
  /** The values it can have, in order of rank; null = any. What the API adds to them is shown and counted all the same. */
  values: readonly string[] | null;
}

const byEnd = "UTC, by the end of the test";

/** Every dimension, in the order people are shown them. */
export const DIMENSIONS: Readonly<Record<MetricDimension, DimensionDefinition>> = {
  product: {
    description: "The product tested",
    example: "25001 or Web Shop",
    aliases: ["product_id", "products"],
    values: null,
  },
  test: { description: "Each test by itself", example: "100001", aliases: ["test_id", "tests"], values: null },
  feature: {
    description: "Of tests: each feature they name. Of bugs: the feature they were reported on",
    example: "Checkout",
    aliases: ["feature_id", "features"],
    values: null,
  },
  tester: {
    description: "Who reported the bug",
    example: "Amara Okafor",
    aliases: ["tester_id", "testers"],
    values: null,
  },
  customer: {
    description: "Who created the test",
    example: "Anna Bergström",
    aliases: ["customer_id", "creator", "created_by"],
    values: null,
  },
  testing_type: {
    description: "How the test was run",
    example: "coverage",
    aliases: ["testing_types", "test_type"],
    values: TESTING_TYPES,
  },
  test_status: {
    description: "Status of the test",
    example: "archived",
    aliases: ["test_statuses"],
    values: TEST_STATUS_RANK,
  },
  test_environment: {
    description: "The environment the test ran in",
    example: "Staging",
    aliases: ["test_environment_id", "environment"],
    values: null,
  },
  target_platform: {
    description: "Each operating system the test was aimed at",
    example: "iOS",
    aliases: ["target_platforms"],
    values: null,
  },
  severity: {
    description: "Severity of the bug",
    example: "critical",
    aliases: ["severities"],
    values: BUG_SEVERITIES,
  },
  bug_status: {
    description: "Status of the bug: forwarded = open, accepted by a person, auto_accepted by the clock, rejected",
    example: "rejected",
    aliases: ["status", "bug_statuses"],
    values: BUG_STATUSES,
  },
  rejection_reason: {
    description: "Why the bug was rejected, by its standard sentence; none = not rejected, or without one",
    example: "not_reproducible",
    aliases: ["rejection_reasons"],
    values: REJECTION_REASONS,
  },
  known_bug: {
    description: "Whether the bug is tagged as known",
    example: "true",
    aliases: ["known"],
    values: ["true", "false"],
  },
  found_platform: {
    description: "Each operating system the bug was found on",
    example: "Android",
    aliases: ["found_platforms"],
    values: null,
  },
  day: { description: `Day, ${byEnd}`, example: "2026-11-21", aliases: ["date"], values: null },
  week: { description: `ISO 8601 week, ${byEnd}`, example: "2026-W47", aliases: [], values: null },
  month: { description: `Month, ${byEnd}`, example: "2026-11", aliases: [], values: null },
  quarter: { description: `Quarter, ${byEnd}`, example: "2026-Q4", aliases: [], values: null },
  year: { description: `Year, ${byEnd}`, example: "2026", aliases: [], values: null },
};

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}

export const METRIC_DIMENSIONS: readonly MetricDimension[] = keysOf(DIMENSIONS);

/** Dimensions whose rows also carry `<dimension>_id`. */
export function hasId(dimension: MetricDimension): dimension is (typeof NAMED_DIMENSIONS)[number] {
  return NAMED_DIMENSIONS.some((named) => named === dimension);
}

/** Dimensions whose keys are ids, so that their names have to be looked up. */
export function isKeyedById(dimension: MetricDimension): boolean {
  return hasId(dimension) && dimension !== "tester" && dimension !== "customer";
}

export function isTime(dimension: MetricDimension): dimension is (typeof TIME_DIMENSIONS)[number] {
  return TIME_DIMENSIONS.some((time) => time === dimension);
}

/** Dimensions that only bugs have. */
export function isOfBugs(dimension: MetricDimension): dimension is (typeof BUG_DIMENSIONS)[number] {
  return BUG_DIMENSIONS.some((ofBugs) => ofBugs === dimension);
}

/** Dimensions of which a test or a bug can have several values, so that their groups do not add up to the whole. */
export const OVERLAPPING_DIMENSIONS: readonly MetricDimension[] = ["feature", "target_platform", "found_platform"];

/** What is ranked reads from its top (critical, running first); everything else from its start. */
export function naturalOrder(dimension: MetricDimension): SortOrder {
  return DIMENSIONS[dimension].values === null ? "asc" : "desc";
}

/** The dimension of this name; null when there is none. */
export function dimensionNamed(name: string): MetricDimension | null {
  const wanted = name.trim().toLowerCase();
  return METRIC_DIMENSIONS.find((key) => key === wanted || DIMENSIONS[key].aliases.includes(wanted)) ?? null;
}
