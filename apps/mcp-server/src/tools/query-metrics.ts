import { AGGREGATE_DIMENSIONS } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../define-tool.js";
import { choice, usualChoices, valuesByName, wholeNumber } from "../input/forgiving.js";
import { periodShape } from "../input/paging.js";
import { METRIC_NAMES, SORT_ORDERS } from "../input/vocabulary.js";
import { chartHintSchema, metricsMetadataSchema, metricsRowSchema } from "../output/metrics.js";
import { trustShape } from "../output/shared.js";
import { insightOptions } from "./insight-options.js";

export const queryMetricsTool = defineTool({
  name: "query_metrics",
  title: "Query metrics",
  description:
    "Counts, rates, averages and trends: how many bugs or tests, acceptance and rejection rates, per month, quarter, product, feature, severity, rejection reason, tester or platform; most, fewest, share, change against the previous period. Fetches missing bugs first.",
  input: z.strictObject({
    metrics: usualChoices(METRIC_NAMES),
    dimensions: usualChoices(AGGREGATE_DIMENSIONS).describe("Up to 3; none = totals").optional(),
    filters: valuesByName().describe('By any dimension: {"product": 21, "severity": ["critical"]}').optional(),
    ...periodShape,
    compare: choice(["previous_period"]).optional(),
    sort_by: z.string().describe("One of the metrics or dimensions").optional(),
    sort_order: choice(SORT_ORDERS).optional(),
    limit: wholeNumber(1, 1000).default(100),
    tests_limit: wholeNumber(1).describe("Only the newest tests").optional(),
  }),
  output: z.object({
    data: z.array(metricsRowSchema),
    metadata: metricsMetadataSchema,
    query_explanation: z.string(),
    warnings: z.array(z.string()),
    visualization_hint: chartHintSchema,
    ...trustShape,
  }),
  annotations: READS_AND_REFRESHES,
  synonyms: { metric: "metrics", dimension: "dimensions", group_by: "dimensions", filter: "filters" },
  async handler(input, call) {
    const { queryMetrics } = await import("@testio/insights");
    return queryMetrics(await call.context.store(), input, await insightOptions(call));
  },
});
