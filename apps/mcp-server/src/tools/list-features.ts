import { FEATURE_SORTS } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../define-tool.js";
import { choice, flag, id } from "../input/forgiving.js";
import { detailShape, PAGING_SYNONYMS, pageOf, pagingShape } from "../input/paging.js";
import { SORT_ORDERS } from "../input/vocabulary.js";
import { paginationSchema, trustShape } from "../output/shared.js";
import { insightOptions } from "./insight-options.js";

export const listFeaturesTool = defineTool({
  name: "list_features",
  title: "List features",
  description:
    "Features of a product or of one of its sections, with how many tests, bugs and user stories each has: the most buggy ones, those never tested.",
  input: z.strictObject({
    product_id: id(),
    section_id: id().optional(),
    has_user_stories: flag().optional(),
    force_refresh: flag().describe("Fetch them again first").default(false),
    sort_by: choice(FEATURE_SORTS).default("title"),
    sort_order: choice(SORT_ORDERS).default("asc"),
    ...pagingShape,
    ...detailShape,
  }),
  output: z.object({
    product: z.object({ id: z.int(), name: z.string(), type: z.string().nullable() }),
    filters_applied: z.object({ section_id: z.int().nullable(), has_user_stories: z.boolean().nullable() }),
    pagination: paginationSchema,
    features: z.array(
      z.object({
        id: z.int(),
        title: z.string(),
        section_ids: z.array(z.int()),
        user_story_count: z.int(),
        test_count: z.int().nullable().describe("Tests that name it; null = tests were never fetched"),
        bug_count: z.int().nullable().describe("Bugs reported on it; null = bugs were never fetched"),
        description: z.string().nullable().optional(),
        howtofind: z.string().nullable().optional(),
        user_stories: z.array(z.string()).optional(),
      }),
    ),
    ...trustShape,
  }),
  annotations: READS_AND_REFRESHES,
  synonyms: { ...PAGING_SYNONYMS, product_ids: "product_id" },
  async handler(input, call) {
    const { listFeatures } = await import("@testio/insights");
    const query = { ...input, ...pageOf(input, call.context.settings) };
    return listFeatures(await call.context.store(), query, await insightOptions(call));
  },
});
