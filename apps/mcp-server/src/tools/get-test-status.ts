import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../define-tool.js";
import { id } from "../input/forgiving.js";
import { trustShape } from "../output/shared.js";
import { testBugsSchema, testSchema } from "../output/tests.js";
import { insightOptions } from "./insight-options.js";

export const getTestStatusTool = defineTool({
  name: "get_test_status",
  title: "Get one test",
  description:
    "Everything about one test: status, goal, instructions, what is out of scope, features, platforms, environment, and its bugs counted by status and severity with acceptance rates.",
  input: z.strictObject({ test_id: id() }),
  output: z.object({
    test: testSchema,
    bugs: testBugsSchema.nullable().describe("Null = never fetched, not none"),
    stale: z
      .object({ age_seconds: z.int(), reason: z.string() })
      .nullable()
      .describe("Set when it was too old and could not be fetched again"),
    ...trustShape,
  }),
  annotations: READS_AND_REFRESHES,
  synonyms: { id: "test_id", test_ids: "test_id" },
  async handler({ test_id }, call) {
    const { getTestStatus } = await import("@testio/insights");
    const { autoAcceptanceAlert } = call.context.settings;
    return getTestStatus(await call.context.store(), test_id, { ...(await insightOptions(call)), autoAcceptanceAlert });
  },
});
