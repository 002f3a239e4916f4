import { count } from "../format/text.js";
import { isTime, type MetricDimension, OVERLAPPING_DIMENSIONS } from "./dimensions.js";
import { isFactOfTests, METRIC_DEFINITIONS } from "./metrics.js";
import type { MetricsPlan } from "./plan.js";
import type { PeriodShown } from "./query.js";

const LONGEST_LIST = 8;

function listedValues(values: readonly (string | number)[]): string {
  const shown = values.slice(0, LONGEST_LIST).join(" or ");
  return values.length > LONGEST_LIST ? `${shown} or ${values.length - LONGEST_LIST} more` : shown;
}

function inPeriod({ start, end }: PeriodShown): string {
  if (start === null && end === null) return "";
  if (start === null) return ` that end by ${end}`;
  return end === null ? ` that end from ${start} on` : ` that end from ${start} to ${end}`;
}

/** What was counted, as a sentence. */
export function explain(plan: MetricsPlan, period: PeriodShown, previous: PeriodShown | null): string {
  const { metrics, dimensions, applied, sort, testsLimit } = plan;
  const filters = Object.entries(applied).map(([dimension, values]) => `${dimension} is ${listedValues(values)}`);
  const parts = [
    dimensions.length === 0 ? metrics.join(", ") : `${metrics.join(", ")} by ${dimensions.join(" and ")}`,
    ` over ${testsLimit === null ? "" : `the newest ${testsLimit} `}tests${inPeriod(period)}`,
    filters.length === 0 ? "" : ` where ${filters.join(", ")}`,
    previous === null ? "" : `, compared with tests${inPeriod(previous)}`,
    dimensions.length === 0 ? "" : `; sorted by ${sort.by} ${sort.order === "asc" ? "ascending" : "descending"}`,
  ];
  return `${parts.join("")}.`;
}

/** What a reader could take wrong. */
export function warningsOf(plan: MetricsPlan, rows: { total: number; shown: number }, period: PeriodShown): string[] {
  const { metrics, dimensions, aboutBugs, facts, filter } = plan;
  const has = (dimension: MetricDimension) => dimensions.includes(dimension);
  const overlapping = OVERLAPPING_DIMENSIONS.filter(
    (dimension) => has(dimension) && !(aboutBugs && dimension === "feature"),
  );
  const warnings: (string | null)[] = [
    rows.shown < rows.total
      ? `Left out ${count(rows.total - rows.shown, "row")} of ${rows.total}: raise limit, or narrow down with filters.`
      : null,
    rows.total === 0 ? "Nothing matches: check filters and dates." : null,
    period.start === null && period.end === null && dimensions.some(isTime)
      ? "No start_date: this is over all tests that are stored."
      : null,
    overlapping.length > 0
      ? `Groups of ${overlapping.join(" and ")} overlap: one test or bug counts in each of its own, so they do not add up.`
      : null,
    aboutBugs && facts.some(isFactOfTests)
      ? "Bugs are narrowed down or grouped by: tests and features are counted by those bugs alone."
      : null,
    metrics.includes("bug_severity_score")
      ? `bug_severity_score: ${METRIC_DEFINITIONS.bug_severity_score.formula}; other kinds of bugs have no points.`
      : null,
    metrics.includes("bugs_per_test") && !aboutBugs && (has("feature") || filter.featureIds?.includes(null))
      ? "bugs_per_test is null without a feature: bugs without one were reported in tests that name features as well."
      : null,
  ];
  return warnings.filter((warning) => warning !== null);
}
