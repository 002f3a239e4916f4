import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { wholeNumber } from "../input/forgiving.js";
import { moment } from "../output/shared.js";
import { findRunningSync } from "../sync/running-sync.js";

export const getSyncHistoryTool = defineTool({
  name: "get_sync_history",
  title: "Get sync history",
  description:
    "The latest syncs, newest first, whoever started them: what each did, how long it took, and why it failed. health_check says whether one is running and when the next is due.",
  input: z.strictObject({ limit: wholeNumber(1, 100).default(10) }),
  output: z.object({
    runs: z.array(
      z.object({
        id: z.int(),
        trigger: z.string(),
        mode: z.string(),
        status: z.string().describe("interrupted = its process died; what it had stored stays"),
        started_at: z.string(),
        completed_at: moment(),
        duration_seconds: z.number().nullable(),
        products_synced: z.int(),
        features_refreshed: z.int(),
        tests_discovered: z.int(),
        tests_updated: z.int(),
        tests_deleted: z.int(),
        bugs_refreshed: z.int(),
        requests: z.int(),
        phases: z.array(
          z.object({
            phase: z.string(),
            started_at: z.string(),
            duration_seconds: z.number(),
            completed: z.boolean(),
          }),
        ),
        warnings: z.array(z.string()),
        warnings_left_out: z.int(),
        error: z.string().nullable(),
      }),
    ),
    has_more: z.boolean(),
    notes: z.array(z.string()),
  }),
  annotations: READS_LOCAL_DATA,
  async handler(query, { context }) {
    const { getSyncHistory } = await import("@testio/insights");
    const store = await context.store();
    const syncRunning = (await findRunningSync(store)) !== null;
    return getSyncHistory(store, query, { now: context.now, syncRunning });
  },
});
