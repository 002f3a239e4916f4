import type { SortOrder } from "@testio/store";
import type { Ratio } from "../rates/rates.js";
import type { Trust } from "../trust/coverage.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import type { ChartHint } from "./chart.js";

export const MAX_METRIC_ROWS = 1000;
export const MAX_DIMENSIONS = 3;
/** How long a question about bugs waits for those that have to be fetched first. */
export const METRICS_WAIT_MS = 60_000;

export type FilterValue = string | number | boolean | null;

/** What to count, by what, of what. */
export interface MetricsQuery {
  /** One or several; see `getAnalyticsCapabilities`. */
  metrics: string | readonly string[];
  /** None to three. Without one, a single row of totals. */
  dimensions?: string | readonly string[] | undefined;
  /**
   * By dimension, whether or not it is grouped by: a value or a list of them, any of which matches. Products, features,
   * tests, testers, customers and test environments by id or name; `"none"` or null for what has none. `status` stands for
   * the status of tests or of bugs, whichever its values are of.
   */
  filters?: Readonly<Record<string, FilterValue | readonly FilterValue[] | undefined>> | undefined;
  /** Tests that end from this day on: a date, or words such as "last quarter". */
  start_date?: string | undefined;
  /** The last day, included. */
  end_date?: string | undefined;
  /** Adds to each row its values in the period before (see `previousPeriod`), and the change since. */
  compare?: "previous_period" | undefined;
  /** One of the metrics or dimensions asked for. Default: the first metric or, where the first dimension is a time, that. */
  sort_by?: string | undefined;
  /** Default: highest first (critical before high, running before archived), earliest first by time, names from A. */
  sort_order?: SortOrder | undefined;
  /** Rows, 1-1000. Default 1000. */
  limit?: number | undefined;
  /** Counts only the newest of the tests that match. */
  tests_limit?: number | undefined;
}

export interface MetricsOptions extends RefreshOptions {
  /** "Today", for dates in words. */
  now: NonNullable<RefreshOptions["now"]>;
}

/** Dimensions as text, their ids as numbers, metrics as numbers or with what they are made of; null = none, or not known. */
export type MetricsCell = string | number | null | Ratio;

export type MetricValues = Record<string, number | Ratio>;

/** Change of a metric since the period before; null where one of the two values is. */
export interface MetricChange {
  /** Now minus then. */
  absolute: number | null;
  /** `absolute` in relation to then, e.g. 0.25 = a quarter more; null when then was 0. */
  relative: number | null;
}

export interface MetricsRow {
  [column: string]: MetricsCell | MetricValues | Record<string, MetricChange>;
}

export interface PeriodShown {
  start: string | null;
  end: string | null;
}

export interface MetricsAnswer extends Trust {
  data: MetricsRow[];
  metadata: {
    /** Rows there are, also beyond `limit`. */
    total_rows: number;
    has_more: boolean;
    dimensions_used: string[];
    metrics_used: string[];
    /** How each metric is reckoned. */
    definitions: Record<string, string>;
    /** Filters as they were understood. */
    filters_applied: Record<string, (string | number)[]>;
    /** Days on which the tests counted end; null = not bounded. */
    period: PeriodShown;
    previous_period: PeriodShown | null;
    query_time_ms: number;
  };
  query_explanation: string;
  warnings: string[];
  visualization_hint: ChartHint;
}
