import type { BarChart, Chart, LineChart, RateChart, StackedBarChart } from "./charts/chart.js";
import { draw, figure } from "./charts/chart-figure.js";

export type {
  BarChart,
  Chart,
  ChartCategory,
  ChartHead,
  ChartSeries,
  ChartUnit,
  LineChart,
  RateChart,
  StackedBarChart,
} from "./charts/chart.js";
export { CHART_CSS } from "./charts/chart-css.js";
export { CHART_TONES, type ChartTexture, type ChartTone } from "./charts/tones.js";

export { REPORT_CONTENT_SECURITY_POLICY, type ReportHtmlOptions, reportHtml } from "./report/html/report-html.js";

/** A chart as a `<figure>`: caption, legend, drawing, and its data as a table that opens without a script. */
export function chartFigure(chart: Chart): string {
  return figure(chart).toString();
}

/** Bars from the left, one under the other, as SVG. */
export function barChart(chart: Omit<BarChart, "type">): string {
  return draw({ ...chart, type: "bar" }).toString();
}

/** Columns of parts that add up, as SVG; {@link chartFigure} says which part is which. */
export function stackedBarChart(chart: Omit<StackedBarChart, "type">): string {
  return draw({ ...chart, type: "stacked" }).toString();
}

/** One line for each series, as SVG; {@link chartFigure} says which line is which. */
export function lineChart(chart: Omit<LineChart, "type">): string {
  return draw({ ...chart, type: "line" }).toString();
}

/** A share on a scale with its thresholds, as SVG. */
export function rateChart(chart: Omit<RateChart, "type">): string {
  return draw({ ...chart, type: "rate" }).toString();
}
