import type { ChartTexture, ChartTone } from "./tones.js";

/** What every chart has. */
export interface ChartHead {
  /** Unique in the page it stands in, and fit for an HTML id: letters, digits, hyphens. */
  id: string;
  /** What it shows, as its caption. */
  title: string;
  /** What it shows in a sentence or two, for those who do not see it. Default: the title alone. */
  summary?: string | undefined;
}

/** How values are written: `count` 1,234; `percent` 0.25 as 25 %; `days` 3.5. */
export type ChartUnit = "count" | "percent" | "days";

/** A point on the axis of time, or of anything else that has an order. */
export interface ChartCategory {
  /** Short, for the axis. */
  label: string;
  /** Whole, for tables and tooltips. Default: the label. */
  name?: string | undefined;
}

export interface ChartSeries {
  name: string;
  /** One for each category; null = unknown, which is drawn as a gap. */
  values: readonly (number | null)[];
  tone: ChartTone;
  texture?: ChartTexture | undefined;
}

/** Bars from the left, one under the other, longest first or in whatever order they come. */
export interface BarChart extends ChartHead {
  type: "bar";
  unit: ChartUnit;
  /** What the rows are, for the table: "Reason". */
  rowsAre: string;
  /** What the values are: "Bugs". */
  valuesAre: string;
  rows: readonly { label: string; value: number | null; tone?: ChartTone | undefined; note?: string | undefined }[];
}

/** Columns of several parts each; the parts add up. */
export interface StackedBarChart extends ChartHead {
  type: "stacked";
  unit: ChartUnit;
  /** What the categories are: "Month". */
  categoriesAre: string;
  categories: readonly ChartCategory[];
  /** From the bottom up. */
  series: readonly ChartSeries[];
}

/** One line for each series. */
export interface LineChart extends ChartHead {
  type: "line";
  unit: ChartUnit;
  categoriesAre: string;
  categories: readonly ChartCategory[];
  series: readonly ChartSeries[];
  /** Horizontal lines to compare with. */
  marks?: readonly { label: string; value: number }[] | undefined;
}

/** A share (0-1) on a scale with its thresholds. */
export interface RateChart extends ChartHead {
  type: "rate";
  value: number | null;
  /** The same in the period before. */
  before?: number | null | undefined;
  thresholds: { warning: number; critical: number; direction: "above" | "below" };
}

export type Chart = BarChart | StackedBarChart | LineChart | RateChart;
