import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { moment, trustShape } from "../output/shared.js";
import { insightOptions } from "./insight-options.js";

export const getFeatureSummaryTool = defineTool({
  name: "get_feature_summary",
  title: "Get one feature",
  description:
    "One feature: description, how to find it, its user stories and sections, how many tests named it and how many bugs were reported on it.",
  input: z.strictObject({ feature_id: id() }),
  output: z.object({
    feature: z.object({
      id: z.int(),
      title: z.string(),
      product: z.object({ id: z.int(), name: z.string().nullable() }),
      sections: z.array(z.object({ id: z.int(), title: z.string().nullable() })),
      description: z.string().nullable(),
      howtofind: z.string().nullable(),
      user_stories: z.array(z.string()),
      test_count: z.int().nullable().describe("Tests that name it; null = tests were never fetched"),
      bug_count: z.int().nullable().describe("Bugs reported on it; null = bugs were never fetched"),
      synced_at: z.string(),
      deleted_at: moment().describe("When it was found deleted at TestIO"),
    }),
    ...trustShape,
  }),
  annotations: READS_AND_REFRESHES,
  synonyms: { id: "feature_id", feature_ids: "feature_id" },
  async handler({ feature_id }, call) {
    const { getFeatureSummary } = await import("@testio/insights");
    return getFeatureSummary(await call.context.store(), feature_id, await insightOptions(call));
  },
});
