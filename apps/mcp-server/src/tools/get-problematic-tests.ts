import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { moment, trustShape } from "../output/shared.js";

export const getProblematicTestsTool = defineTool({
  name: "get_problematic_tests",
  title: "Get tests that TestIO could not answer",
  description:
    "Places in test lists whose test TestIO fails to answer, so that it is missing here: between which tests each stands, since when, and what to do about it.",
  input: z.strictObject({ product_id: id().describe("Default: all").optional() }),
  output: z.object({
    total: z.int().describe("At most 50 are shown"),
    tests: z.array(
      z.object({
        event_id: z.int().describe("For testio-mcp problematic map-tests"),
        product_id: z.int(),
        product_title: z.string().nullable(),
        position: z.int().describe("In the product's list, newest end first, from 1"),
        attempts: z.int(),
        mode: z.string(),
        first_seen_at: z.string(),
        last_seen_at: z.string(),
        boundary_before_id: z.int().nullable().describe("The nearest readable test above; null = top of the list"),
        boundary_before_end_at: moment(),
        boundary_after_id: z.int().nullable().describe("The nearest readable test below"),
        boundary_after_end_at: moment(),
        mapped_test_ids: z.array(z.int()).describe("What people said it holds; fetched by id"),
        next_step: z.string(),
      }),
    ),
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  async handler(query, { context }) {
    const { getProblematicTests } = await import("@testio/insights");
    return getProblematicTests(await context.store(), query);
  },
});
