import type { SortOrder, Store } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { type BoundedPeriod, periodBefore } from "../period/period-before.js";
import { type Period, resolvePeriod } from "../period/resolve-period.js";
import {
  dimensionNamed,
  isOfBugs,
  isTime,
  METRIC_DIMENSIONS,
  type MetricDimension,
  naturalOrder,
} from "./dimensions.js";
import { quoted } from "./filter-values.js";
import { type MetricFilters, understandFilters } from "./filters.js";
import { type Fact, isFactOfTests, isMetric, METRIC_DEFINITIONS, METRICS, type Metric } from "./metrics.js";
import { MAX_DIMENSIONS, MAX_METRIC_ROWS, type MetricsQuery } from "./query.js";

/** A query as it was understood. */
export interface MetricsPlan extends MetricFilters {
  metrics: Metric[];
  dimensions: MetricDimension[];
  period: Period;
  /** The period to compare with; null = none was asked for. */
  previous: BoundedPeriod | null;
  /** Grouped by or narrowed to something of bugs: tests are then those with such bugs. */
  aboutBugs: boolean;
  /** Whether bugs are counted at all. */
  countsBugs: boolean;
  /** What has to be counted. */
  facts: Fact[];
  sort: { by: Metric | MetricDimension; order: SortOrder };
  limit: number;
  testsLimit: number | null;
}

/** @throws InvalidQueryError when a part of the query is none or cannot be, with what can. */
export async function planQuery(store: Store, query: MetricsQuery, now: Date): Promise<MetricsPlan> {
  const dimensions = dimensionsOf(query.dimensions);
  const metrics = metricsOf(query.metrics);
  const period = resolvePeriod(query, now);
  const sort = sortOf(query, metrics, dimensions);
  const limit = wholeNumber("limit", query.limit, MAX_METRIC_ROWS) ?? MAX_METRIC_ROWS;
  const testsLimit = wholeNumber("tests_limit", query.tests_limit, Number.MAX_SAFE_INTEGER);
  const previous = previousOf(query, period, dimensions, now);
  const filters = await understandFilters(store, query.filters);
  const aboutBugs = filters.ofBugs || dimensions.some(isOfBugs);
  const facts = [...new Set<Fact>(metrics.flatMap((metric) => METRIC_DEFINITIONS[metric].needs))];
  const countsBugs = aboutBugs || facts.some((fact) => !isFactOfTests(fact));
  return { ...filters, metrics, dimensions, period, previous, aboutBugs, countsBugs, facts, sort, limit, testsLimit };
}

function namesOf(value: string | readonly string[] | undefined): string[] {
  const names = typeof value === "string" ? [value] : (value ?? []);
  return [...new Set(names)];
}

function metricsOf(value: MetricsQuery["metrics"]): Metric[] {
  const names = namesOf(value);
  const valid = `Valid: ${METRICS.join(", ")}.`;
  if (names.length === 0) throw new InvalidQueryError("metrics", `metrics is empty: name at least one. ${valid}`);
  const metrics = names.map((name) => {
    const metric = name.trim().toLowerCase();
    if (isMetric(metric)) return metric;
    throw new InvalidQueryError("metrics", `There is no metric ${quoted(name)}. ${valid}`);
  });
  // An average says little without how many it is over.
  const needsTests = metrics.includes("bugs_per_test") && !metrics.includes("test_count");
  return [...new Set<Metric>(needsTests ? [...metrics, "test_count"] : metrics)];
}

function dimensionsOf(value: MetricsQuery["dimensions"]): MetricDimension[] {
  const dimensions = namesOf(value).map((name) => {
    const dimension = dimensionNamed(name);
    if (dimension !== null) return dimension;
    const platform = /platform/i.test(name)
      ? " A platform is either target_platform (where a test was aimed) or found_platform (where a bug was found)."
      : "";
    throw new InvalidQueryError(
      "dimensions",
      `There is no dimension ${quoted(name)}.${platform} Valid: ${METRIC_DIMENSIONS.join(", ")}.`,
    );
  });
  const distinct = [...new Set(dimensions)];
  if (distinct.length > MAX_DIMENSIONS) {
    throw new InvalidQueryError(
      "dimensions",
      `At most ${MAX_DIMENSIONS} dimensions at once; use filters for the rest.`,
    );
  }
  return distinct;
}

function sortOf(
  { sort_by: by, sort_order: order }: MetricsQuery,
  metrics: readonly Metric[],
  dimensions: readonly MetricDimension[],
): MetricsPlan["sort"] {
  const [firstMetric] = metrics;
  const [firstDimension] = dimensions;
  if (firstMetric === undefined) throw new InvalidQueryError("metrics", "metrics is empty: name at least one.");
  if (order !== undefined && order !== "asc" && order !== "desc") {
    throw new InvalidQueryError("sort_order", `sort_order cannot be ${quoted(order)}. Valid: asc, desc.`);
  }
  if (by === undefined) {
    return firstDimension !== undefined && isTime(firstDimension)
      ? { by: firstDimension, order: order ?? "asc" }
      : { by: firstMetric, order: order ?? "desc" };
  }
  const wanted = by.trim().toLowerCase();
  const metric = metrics.find((key) => key === wanted);
  if (metric !== undefined) return { by: metric, order: order ?? "desc" };
  const dimension = dimensionNamed(wanted);
  if (dimension !== null && dimensions.includes(dimension))
    return { by: dimension, order: order ?? naturalOrder(dimension) };
  const choices = [...metrics, ...dimensions].join(", ");
  throw new InvalidQueryError("sort_by", `sort_by is ${quoted(by)}, which is not asked for. Valid here: ${choices}.`);
}

function wholeNumber(field: string, value: number | undefined, maximum: number): number | null {
  if (value === undefined) return null;
  if (Number.isSafeInteger(value) && value >= 1 && value <= maximum) return value;
  const range = maximum === Number.MAX_SAFE_INTEGER ? "from 1" : `from 1 to ${maximum}`;
  throw new InvalidQueryError(field, `${field} is ${quoted(value)}; it must be a whole number ${range}.`);
}

function previousOf(
  { compare }: MetricsQuery,
  period: Period,
  dimensions: readonly MetricDimension[],
  now: Date,
): BoundedPeriod | null {
  if (compare === undefined) return null;
  if (compare !== "previous_period") {
    throw new InvalidQueryError("compare", `compare cannot be ${quoted(compare)}. Valid: previous_period.`);
  }
  const time = dimensions.find(isTime);
  if (time !== undefined) {
    throw new InvalidQueryError(
      "compare",
      `By ${time}, rows of one period have no counterpart in the period before: leave out compare, or ${time}.`,
    );
  }
  const previous = periodBefore(period, now);
  if (previous === null) {
    throw new InvalidQueryError(
      "compare",
      "There is no period before: compare needs a start_date that is not in the future.",
    );
  }
  return previous;
}
