import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { bugSchema } from "../output/bugs.js";
import { trustShape } from "../output/shared.js";
import { insightOptions } from "./insight-options.js";

export const getBugSummaryTool = defineTool({
  name: "get_bug_summary",
  title: "Get one bug",
  description:
    "One bug in full: steps to reproduce, expected and actual result, devices it was found on, who reported it, comments, and why it was rejected.",
  input: z.strictObject({ bug_id: id() }),
  output: z.object({ bug: bugSchema, ...trustShape }),
  annotations: READS_AND_REFRESHES,
  synonyms: { id: "bug_id", bug_ids: "bug_id" },
  async handler({ bug_id }, call) {
    const { getBugSummary } = await import("@testio/insights");
    return getBugSummary(await call.context.store(), bug_id, await insightOptions(call));
  },
});
