import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { shownBackground, syncActivityShape } from "../output/background.js";
import { moment, trustShape } from "../output/shared.js";
import { findRunningSync } from "../sync/running-sync.js";

export const getDatabaseStatsTool = defineTool({
  name: "get_database_stats",
  title: "Get database statistics",
  description: "Where the local database is, how big it is, what it holds, when it was last synced and will be next.",
  input: z.strictObject({}),
  output: z.object({
    database_path: z.string(),
    customer_id: z.int(),
    database_size_mb: z.number(),
    total_products: z.int(),
    products_synced: z.int(),
    total_sections: z.int(),
    total_features: z.int(),
    total_tests: z.int(),
    deleted_tests: z.int(),
    total_bugs: z.int().nullable().describe("null = bugs were never fetched"),
    total_users: z.int(),
    problem_positions: z.int().describe("Tests that TestIO could not answer so far: get_problematic_tests"),
    oldest_test_date: moment(),
    newest_test_date: moment(),
    last_sync_at: moment(),
    ...syncActivityShape,
    ...trustShape,
  }),
  annotations: READS_LOCAL_DATA,
  async handler(_input, { context }) {
    const { getDatabaseStats } = await import("@testio/insights");
    const store = await context.store();
    const stats = await getDatabaseStats(store);
    return {
      ...stats,
      background_sync: shownBackground(context.background.status()),
      running_sync: await findRunningSync(store),
    };
  },
});
