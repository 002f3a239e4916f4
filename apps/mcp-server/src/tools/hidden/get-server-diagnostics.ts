import * as z from "zod";
import { defineTool } from "../../define-tool.js";
import { flag, wholeNumber } from "../../input/forgiving.js";
import { shownRun, syncRunSchema } from "../../output/sync-run.js";
import { findRunningSync } from "../../sync/running-sync.js";
import { checkHealth, healthOutput } from "../health-check.js";

const MOST_EVENTS = 20;

/** `health_check` under an older name, with the latest syncs on request. */
export const getServerDiagnosticsTool = defineTool({
  name: "get_server_diagnostics",
  title: "Check health",
  description: "What health_check answers and, on request, the latest syncs.",
  input: z.strictObject({
    include_sync_events: flag().default(false),
    sync_event_limit: wholeNumber(0).default(5),
  }),
  output: healthOutput.extend({ events: z.array(syncRunSchema).optional() }),
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  async handler({ include_sync_events, sync_event_limit }, call) {
    const health = await checkHealth(call);
    if (!include_sync_events || !health.database.ok) return health;
    const { getSyncHistory } = await import("@testio/insights");
    const store = await call.context.store();
    const limit = Math.min(MOST_EVENTS, Math.max(1, sync_event_limit));
    const syncRunning = (await findRunningSync(store)) !== null;
    const { runs } = await getSyncHistory(store, { limit }, { now: call.context.now, syncRunning });
    return { ...health, events: runs.map(shownRun) };
  },
});
