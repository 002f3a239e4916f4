import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { capabilitiesSchema } from "../output/metrics.js";

export const getAnalyticsCapabilitiesTool = defineTool({
  name: "get_analytics_capabilities",
  title: "What query_metrics can do",
  description:
    "Explains what query_metrics can count: each metric with its definition and formula, each dimension with the values its filter takes, limits and rules.",
  input: z.strictObject({}),
  output: capabilitiesSchema,
  annotations: READS_LOCAL_DATA,
  async handler() {
    const { getAnalyticsCapabilities } = await import("@testio/insights");
    return getAnalyticsCapabilities();
  },
});
