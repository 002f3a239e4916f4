import { isTime, type MetricDimension, OVERLAPPING_DIMENSIONS } from "./dimensions.js";
import { isRatio, METRIC_DEFINITIONS, type Metric, type MetricUnit } from "./metrics.js";

export const CHART_TYPES = [
  "line",
  "multi_line",
  "pie",
  "horizontal_bar",
  "stacked_bar",
  "grouped_bar",
  "table",
] as const;
export type ChartType = (typeof CHART_TYPES)[number];

/** How the rows may be drawn. */
export interface ChartHint {
  chart_type: ChartType;
  /** Column of the first axis; null for a table without dimensions. */
  x_axis: string | null;
  /** Metrics on the main axis. */
  y_axis: string[];
  /** Shares and averages, where there are counts beside them. */
  y_axis_secondary: string[];
  /** Column with one line, or one part of a bar, for each of its values. */
  series_by: string | null;
  confidence: "high" | "medium" | "low";
  rationale: string;
  alternatives: ChartType[];
  metric_types: Record<string, MetricUnit>;
}

const MOST_LINES = 8;
const MOST_SLICES = 7;
const MOST_BARS = 15;

type Kind = "time" | "category" | "entity";

const ENTITIES: readonly MetricDimension[] = ["product", "test", "feature", "tester", "customer", "test_environment"];

function kindOf(dimension: MetricDimension): Kind {
  if (isTime(dimension)) return "time";
  return ENTITIES.includes(dimension) ? "entity" : "category";
}

type Choice = Pick<ChartHint, "chart_type" | "confidence" | "rationale" | "alternatives"> & {
  x: MetricDimension | null;
  series: MetricDimension | null;
};

const table = (rationale: string, confidence: ChartHint["confidence"], alternatives: ChartType[] = []): Choice => ({
  chart_type: "table",
  confidence,
  rationale,
  alternatives,
  x: null,
  series: null,
});

function ofOne(dimension: MetricDimension, metrics: readonly Metric[], rows: number): Choice {
  const base = { x: dimension, series: null };
  switch (kindOf(dimension)) {
    case "time":
      return {
        ...base,
        chart_type: "line",
        confidence: "high",
        rationale: "one dimension of time reads best as a line",
        alternatives: ["grouped_bar", "table"],
      };
    case "category": {
      // Slices must add up to the whole.
      const isWhole = metrics.every((metric) => !isRatio(metric)) && !OVERLAPPING_DIMENSIONS.includes(dimension);
      if (rows <= MOST_SLICES && metrics.length === 1 && isWhole) {
        return {
          ...base,
          chart_type: "pie",
          confidence: "high",
          rationale: "few parts of one whole",
          alternatives: ["horizontal_bar", "table"],
        };
      }
      return {
        ...base,
        chart_type: "horizontal_bar",
        confidence: "high",
        rationale: "categories compare best as bars",
        alternatives: ["table"],
      };
    }
    case "entity":
      if (rows > MOST_BARS) return table("more bars than can be read", "medium", ["horizontal_bar"]);
      return {
        ...base,
        chart_type: "horizontal_bar",
        confidence: "high",
        rationale: "names read best beside horizontal bars",
        alternatives: ["table"],
      };
  }
}

function ofTwo(
  dimensions: readonly [MetricDimension, MetricDimension],
  metrics: readonly Metric[],
  values: readonly number[],
): Choice {
  const [first, second] = dimensions;
  const [firstValues = 0, secondValues = 0] = values;
  const time = dimensions.find((dimension) => kindOf(dimension) === "time");
  if (time !== undefined) {
    const [series, lines] = time === first ? [second, secondValues] : [first, firstValues];
    if (kindOf(series) === "time") return table("two dimensions of time share no axis", "medium");
    if (lines > MOST_LINES) return table("more lines than can be told apart", "medium", ["multi_line"]);
    return {
      x: time,
      series,
      chart_type: "multi_line",
      confidence: "high",
      rationale: "a trend for each of few values",
      alternatives: ["stacked_bar", "table"],
    };
  }
  if (dimensions.every((dimension) => kindOf(dimension) === "entity")) {
    return table("two lists of names have no axis in common", "medium");
  }
  const [x, series, bars] =
    kindOf(first) === "category" && kindOf(second) === "entity"
      ? [second, first, secondValues]
      : [first, second, firstValues];
  if (bars > MOST_BARS) return table("more bars than can be read", "medium", ["stacked_bar"]);
  // Shares of different wholes cannot be put on top of one another.
  const canStack = metrics.every((metric) => !isRatio(metric)) && !OVERLAPPING_DIMENSIONS.includes(series);
  return {
    x,
    series,
    chart_type: canStack ? "stacked_bar" : "grouped_bar",
    confidence: canStack ? "high" : "medium",
    rationale: canStack
      ? "parts of each bar by the second dimension"
      : "these values do not add up, so bars stand side by side",
    alternatives: [canStack ? "grouped_bar" : "horizontal_bar", "table"],
  };
}

function choose(
  dimensions: readonly MetricDimension[],
  metrics: readonly Metric[],
  rows: number,
  values: readonly number[],
): Choice {
  if (rows === 0) return table("there is nothing to draw", "low");
  const [first, second, third] = dimensions;
  if (first === undefined) return table("a single row of totals", "high");
  if (third !== undefined) return table("three dimensions have no chart of their own", "medium");
  return second === undefined ? ofOne(first, metrics, rows) : ofTwo([first, second], metrics, values);
}

/**
 * @param rows of the answer
 * @param values how many different values each dimension has in them
 */
export function chartHint(
  dimensions: readonly MetricDimension[],
  metrics: readonly Metric[],
  rows: number,
  values: readonly number[],
): ChartHint {
  const { x, series, ...choice } = choose(dimensions, metrics, rows, values);
  const [counts, ratios] = [metrics.filter((metric) => !isRatio(metric)), metrics.filter(isRatio)];
  return {
    chart_type: choice.chart_type,
    x_axis: x ?? dimensions[0] ?? null,
    y_axis: counts.length > 0 ? counts : ratios,
    y_axis_secondary: counts.length > 0 ? ratios : [],
    series_by: series,
    confidence: choice.confidence,
    rationale: choice.rationale,
    alternatives: choice.alternatives,
    metric_types: Object.fromEntries(metrics.map((metric) => [metric, METRIC_DEFINITIONS[metric].unit])),
  };
}
