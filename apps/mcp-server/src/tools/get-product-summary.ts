import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { moment, trustShape } from "../output/shared.js";
import { insightOptions } from "./insight-options.js";

const countOrUnknown = () => z.int().nullable();

export const getProductSummaryTool = defineTool({
  name: "get_product_summary",
  title: "Get one product",
  description:
    "Overview of one product: description, sections, how many tests by status, features and bugs it has, when it was last tested and synced.",
  input: z.strictObject({ product_id: id() }),
  output: z.object({
    product: z.object({
      id: z.int(),
      name: z.string(),
      type: z.string().nullable(),
      description: z.string().nullable(),
      sections: z.array(z.object({ id: z.int(), title: z.string() })),
      test_count: countOrUnknown().describe("Null = never fetched"),
      tests_by_status: z.array(z.object({ status: z.string(), count: z.int() })).nullable(),
      tests_last_30_days: countOrUnknown().describe("Tests that were run and ended then"),
      tests_last_90_days: countOrUnknown(),
      last_test_end_at: moment(),
      feature_count: countOrUnknown(),
      bug_count: countOrUnknown().describe("Of tests in any status whose bugs were fetched"),
      tests_never_fetched_bugs: countOrUnknown().describe("Tests that are not in bug_count"),
      synced_at: z.string(),
      tests_synced_at: moment(),
      features_synced_at: moment(),
      deleted_at: moment().describe("When it was found deleted at TestIO"),
    }),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  synonyms: { id: "product_id", product_ids: "product_id" },
  async handler({ product_id }, call) {
    const { getProductSummary } = await import("@testio/insights");
    return getProductSummary(await call.context.store(), product_id, await insightOptions(call));
  },
});
