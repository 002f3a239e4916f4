import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../../define-tool.js";
import { reportThresholds } from "../../tools/report-thresholds.js";

const threshold = z.object({
  warning: z.number().describe("A share, 0-1; at it, the rate is already conspicuous"),
  critical: z.number(),
  direction: z.enum(["above", "below"]).describe("On which side of it the rate is conspicuous"),
});

/** Not among the MCP tools: every report says which thresholds it went by. */
export const getThresholdsTool = defineTool({
  name: "get_thresholds",
  title: "Get thresholds",
  description: "From which rates a report warns, as this server's settings have it.",
  input: z.strictObject({}),
  output: z.object({ rejection_rate: threshold, auto_acceptance_rate: threshold, review_rate: threshold }),
  annotations: READS_LOCAL_DATA,
  async handler(_input, { context }) {
    const { resolveThresholds } = await import("@testio/insights");
    return resolveThresholds(reportThresholds(context.settings));
  },
});
