import type { Io } from "../io.js";
import { createProgress } from "../progress/create-progress.js";
import { commandSettings } from "../settings.js";
import { failedOutcome } from "../sync/failed-outcome.js";
import { syncPhasesOf } from "../sync/sync-mode.js";
import { parseSyncScope } from "../sync/sync-scope.js";
import { type SyncOutcome, withSyncSession } from "../sync/sync-session.js";

/** A sync with what was just saved, as `testio-mcp sync` would make it. */
export async function firstSync(envFile: string | undefined, json: boolean, io: Io): Promise<SyncOutcome> {
  const progress = await createProgress(io, { json, verbose: false });
  try {
    const settings = commandSettings(io, envFile);
    const scope = await parseSyncScope(undefined, undefined, settings, io.now());
    const phases = syncPhasesOf("default", undefined, settings.syncBugs);
    return await withSyncSession({ settings, io }, (session) =>
      session.execute({ ...(phases && { phases }), scope, options: {}, onProgress: progress.report }),
    );
  } catch (error) {
    return failedOutcome(error, "default", io);
  } finally {
    progress.stop();
  }
}
