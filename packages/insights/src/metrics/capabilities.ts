import { EXECUTED_TEST_STATUSES } from "@testio/store";
import { DIMENSIONS, hasId, isOfBugs, isTime, METRIC_DIMENSIONS } from "./dimensions.js";
import { METRIC_DEFINITIONS, METRICS, type MetricUnit } from "./metrics.js";
import { MAX_DIMENSIONS, MAX_METRIC_ROWS } from "./query.js";

export interface AnalyticsCapabilities {
  dimensions: {
    key: string;
    description: string;
    example: string;
    aliases: string[];
    /** `time`, `bug` (only bugs have it) or `test`. */
    of: "time" | "bug" | "test";
    /** Whether rows also carry `<key>_id`. */
    has_id: boolean;
    /** The values filters take; null = any. */
    values: string[] | null;
  }[];
  metrics: { key: string; description: string; formula: string; unit: MetricUnit }[];
  limits: { max_dimensions: number; max_rows: number };
  rules: string[];
}

/** What can be counted, by what, and how it is understood. */
export function getAnalyticsCapabilities(): AnalyticsCapabilities {
  return {
    dimensions: METRIC_DIMENSIONS.map((key) => {
      const { description, example, aliases, values } = DIMENSIONS[key];
      return {
        key,
        description,
        example,
        aliases: [...aliases],
        of: isTime(key) ? "time" : isOfBugs(key) ? "bug" : "test",
        has_id: hasId(key),
        values: values === null ? null : [...values],
      };
    }),
    metrics: METRICS.map((key) => {
      const { description, formula, unit } = METRIC_DEFINITIONS[key];
      return { key, description, formula, unit };
    }),
    limits: { max_dimensions: MAX_DIMENSIONS, max_rows: MAX_METRIC_ROWS },
    rules: RULES,
  };
}

const RULES = [
  "Shares, averages and days are objects {value, numerator, denominator}; value is null, not 0, when nothing was counted.",
  "Dates, periods and time dimensions go by the end of the test, in UTC, the last day included.",
  `Tests in status ${EXECUTED_TEST_STATUSES.join(", ")} are counted, unless test statuses ("all" = every one) or test ids are given.`,
  "Every dimension is a filter as well, whether or not it is grouped by; a list matches any of its values, several filters must all match.",
  'Products, features, tests, testers, customers and test environments go by id or name; "none" stands for what has none.',
  "The filter status means test status or bug status, whichever its values are of; open is forwarded.",
  "A bug counts with its test: bugs of tests that are not stored, or are gone upstream, are counted nowhere; coverage says how many there are.",
  "A previous period is as many calendar months where the period is whole months, else as many days.",
  "Grouped by or filtered by something of bugs, tests and features are counted by those bugs: tests with such bugs.",
  "A test counts in each of its features and target platforms, a bug in each platform it was found on: such groups do not add up.",
];
