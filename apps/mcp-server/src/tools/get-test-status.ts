import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { environmentSchema, moment, trustShape } from "../output/shared.js";

const textOrNull = () => z.string().nullable();
const flagOrNull = () => z.boolean().nullable();

export const getTestStatusTool = defineTool({
  name: "get_test_status",
  title: "Get one test",
  description:
    "One test with its status, goal, instructions, features, platforms and environment. Fetched from TestIO first when the stored answer is too old. Bugs are not offered yet: they are answered as unknown.",
  input: z.strictObject({ test_id: id() }),
  output: z.object({
    test: z.object({
      id: z.int(),
      title: z.string(),
      product: z.object({ id: z.int(), name: textOrNull() }),
      section_id: z.int().nullable(),
      goal: textOrNull(),
      instructions: textOrNull(),
      out_of_scope: textOrNull(),
      testing_type: textOrNull(),
      duration: textOrNull(),
      status: z.string(),
      review_status: textOrNull(),
      enable_low: flagOrNull(),
      enable_high: flagOrNull(),
      enable_critical: flagOrNull(),
      starts_at: moment(),
      ends_at: moment(),
      created_by: textOrNull(),
      submitted_by: textOrNull(),
      test_environment: environmentSchema,
      requirements_summary: z.array(z.object({ platform: z.string(), browsers: z.array(z.string()) })),
      features: z.array(
        z.object({
          test_feature_id: z.int(),
          feature_id: z.int().nullable(),
          title: z.string(),
          description: textOrNull(),
          howtofind: textOrNull(),
          user_stories: z.array(z.string()),
          enable_default: flagOrNull(),
          enable_content: flagOrNull(),
          enable_visual: flagOrNull(),
        }),
      ),
      synced_at: z.string(),
      deleted_at: moment().describe("When it was found deleted at TestIO"),
    }),
    bugs: z.null().describe("null = not known here, not that there are none"),
    stale: z
      .object({ age_seconds: z.int(), reason: z.string() })
      .nullable()
      .describe("Set when it was too old and could not be fetched again"),
    ...trustShape,
  }),
  annotations: { ...READS_LOCAL_DATA, openWorldHint: true },
  async handler({ test_id }, { context, signal }) {
    const { getTestStatus } = await import("@testio/insights");
    const [store, freshness] = await Promise.all([context.store(), context.freshness()]);
    return getTestStatus(store, test_id, { freshness, signal, now: context.now });
  },
});
