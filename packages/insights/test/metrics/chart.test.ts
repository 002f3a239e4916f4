import { describe, expect, it } from "vitest";
import type { Metric, MetricDimension } from "../../src/index.js";
import { chartHint } from "../../src/metrics/chart.js";

const chart = (dimensions: MetricDimension[], rows: number, values: number[], metrics: Metric[] = ["bug_count"]) =>
  chartHint(dimensions, metrics, rows, values);

describe("chartHint", () => {
  it.each<[string, MetricDimension[], number, number[], string, string | null]>([
    ["nothing", ["month"], 0, [0], "table", null],
    ["totals", [], 1, [], "table", null],
    ["time", ["month"], 12, [12], "line", null],
    ["few parts of a whole", ["severity"], 7, [7], "pie", null],
    ["many parts of a whole", ["severity"], 8, [8], "horizontal_bar", null],
    ["parts that overlap", ["found_platform"], 3, [3], "horizontal_bar", null],
    ["names", ["product"], 15, [15], "horizontal_bar", null],
    ["many names", ["product"], 16, [16], "table", null],
    ["few values over time", ["severity", "month"], 80, [8, 10], "multi_line", "severity"],
    ["many values over time", ["month", "product"], 90, [10, 9], "table", null],
    ["two times", ["month", "week"], 9, [3, 9], "table", null],
    ["categories of names", ["severity", "product"], 45, [9, 15], "stacked_bar", "severity"],
    ["categories of many names", ["product", "severity"], 99, [16, 9], "table", null],
    ["categories that overlap", ["severity", "target_platform"], 20, [9, 3], "grouped_bar", "target_platform"],
    ["names by names", ["product", "tester"], 9, [3, 3], "table", null],
    ["three dimensions", ["product", "tester", "month"], 9, [3, 3, 3], "table", null],
  ])("%s", (_, dimensions, rows, values, type, series) => {
    expect(chart(dimensions, rows, values)).toMatchObject({ chart_type: type, series_by: series });
  });

  it("puts shares on an axis of their own, and on top of nothing", () => {
    expect(chart(["month"], 3, [3], ["bug_count", "rejection_rate"])).toEqual({
      chart_type: "line",
      x_axis: "month",
      y_axis: ["bug_count"],
      y_axis_secondary: ["rejection_rate"],
      series_by: null,
      confidence: "high",
      rationale: "one dimension of time reads best as a line",
      alternatives: ["grouped_bar", "table"],
      metric_types: { bug_count: "count", rejection_rate: "share" },
    });
    expect(chart(["severity"], 3, [3], ["rejection_rate"])).toMatchObject({
      chart_type: "horizontal_bar",
      y_axis: ["rejection_rate"],
      y_axis_secondary: [],
    });
    expect(chart(["product", "severity"], 9, [3, 3], ["rejection_rate"]).chart_type).toBe("grouped_bar");
  });

  it("has nothing to say about nothing", () => {
    expect(chart(["product"], 0, [0]).confidence).toBe("low");
  });
});
