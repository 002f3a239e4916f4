import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { trustShape } from "../output/shared.js";
import { userShape } from "../output/users.js";
import { insightOptions } from "./insight-options.js";

export const getUserSummaryTool = defineTool({
  name: "get_user_summary",
  title: "Get one user",
  description:
    "One tester or customer: how many bugs that person reported, or tests they created and submitted, and their last activity. list_users has the ids.",
  input: z.strictObject({ user_id: id() }),
  output: z.object({
    user: z.object({
      ...userShape,
      tests_created_count: z.int().nullable().describe("Null for testers"),
      tests_submitted_count: z.int().nullable(),
      bugs_reported_count: z.int().nullable().describe("As far as bugs were fetched; null for customers"),
      last_seen: z.string(),
    }),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  synonyms: { id: "user_id", user_ids: "user_id" },
  async handler({ user_id }, call) {
    const { getUserSummary } = await import("@testio/insights");
    return getUserSummary(await call.context.store(), user_id, await insightOptions(call));
  },
});
