import * as z from "zod";
import { defineTool, READS_LOCAL_DATA } from "../define-tool.js";
import { wholeNumber } from "../input/forgiving.js";
import { shownRun, syncRunSchema } from "../output/sync-run.js";
import { findRunningSync } from "../sync/running-sync.js";

export const getSyncHistoryTool = defineTool({
  name: "get_sync_history",
  title: "Get sync history",
  description:
    "The latest syncs, newest first, whoever started them: what each did, how long it took, and why it failed. health_check says whether one is running and when the next is due.",
  input: z.strictObject({ limit: wholeNumber(1, 100).default(10) }),
  output: z.object({
    runs: z.array(syncRunSchema),
    has_more: z.boolean(),
    notes: z.array(z.string()),
  }),
  annotations: READS_LOCAL_DATA,
  async handler(query, { context }) {
    const { getSyncHistory } = await import("@testio/insights");
    const store = await context.store();
    const syncRunning = (await findRunningSync(store)) !== null;
    const history = await getSyncHistory(store, query, { now: context.now, syncRunning });
    return { ...history, runs: history.runs.map(shownRun) };
  },
});
