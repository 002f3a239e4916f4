import * as z from "zod";
import { ratioSchema } from "./shared.js";

const CHARTS = ["line", "multi_line", "pie", "horizontal_bar", "stacked_bar", "grouped_bar", "table"] as const;
const unit = z.enum(["count", "score", "share", "average", "days"]);
const shownPeriod = z.object({ start: z.string().nullable(), end: z.string().nullable() });
const change = z.object({
  absolute: z.number().nullable().describe("Now minus then"),
  relative: z.number().nullable().describe("0.25 = a quarter more than then"),
});

/** A row: dimensions as text, their ids, metrics as numbers or with what they are made of. */
export const metricsRowSchema = z.record(
  z.string(),
  z.union([
    z.string(),
    z.number(),
    z.null(),
    ratioSchema,
    z.record(z.string(), change),
    z.record(z.string(), z.union([z.number(), ratioSchema])),
  ]),
);

export const metricsMetadataSchema = z.object({
  total_rows: z.int().describe("Also beyond limit"),
  has_more: z.boolean(),
  dimensions_used: z.array(z.string()),
  metrics_used: z.array(z.string()),
  definitions: z.record(z.string(), z.string()).describe("How each metric is reckoned"),
  filters_applied: z.record(z.string(), z.array(z.union([z.string(), z.number()]))),
  period: shownPeriod.describe("Days on which the tests counted end; null = not bounded"),
  previous_period: shownPeriod.nullable(),
  query_time_ms: z.number(),
});

export const chartHintSchema = z.object({
  chart_type: z.enum(CHARTS),
  x_axis: z.string().nullable(),
  y_axis: z.array(z.string()),
  y_axis_secondary: z.array(z.string()).describe("Shares and averages, where there are counts beside them"),
  series_by: z.string().nullable(),
  confidence: z.enum(["high", "medium", "low"]),
  rationale: z.string(),
  alternatives: z.array(z.enum(CHARTS)),
  metric_types: z.record(z.string(), unit),
});

export const capabilitiesSchema = z.object({
  dimensions: z.array(
    z.object({
      key: z.string(),
      description: z.string(),
      example: z.string(),
      aliases: z.array(z.string()),
      of: z.enum(["time", "bug", "test"]).describe("bug = only bugs have it"),
      has_id: z.boolean().describe("Rows also have its id"),
      values: z.array(z.string()).nullable().describe("What filters take; null = any"),
    }),
  ),
  metrics: z.array(z.object({ key: z.string(), description: z.string(), formula: z.string(), unit })),
  limits: z.object({ max_dimensions: z.int(), max_rows: z.int() }),
  rules: z.array(z.string()),
});
