import { isStoreError, LAST_SYNC_COMPLETED_KEY, type Store } from "@testio/store";
import type { ServerContext } from "../context/server-context.js";
import { explainError } from "../errors/explain-error.js";
import { findRunningSync } from "../sync/running-sync.js";

interface DatabaseHealth {
  ok: boolean;
  path: string;
  message: string;
}

/** The latest run of the sync engine, and when one last completed. */
interface LastSync {
  completed_at: string | null;
  latest_run: {
    status: string;
    trigger: string;
    started_at: string;
    duration_seconds: number | null;
    error: string | null;
  } | null;
}

/** The state of the database, and what it says about syncs; all null when it cannot be read. */
interface DatabaseCheck {
  database: DatabaseHealth;
  lastSync: LastSync | null;
  problemPositions: number | null;
  runningSync: { holder: string } | null;
}

/** Opens the database if need be and reads from it. Never rejects: what is wrong is in the message. */
export async function checkDatabase(context: ServerContext): Promise<DatabaseCheck> {
  const path = context.settings.localStore ? context.settings.dbPath : ":memory:";
  try {
    const store = await context.store();
    const runningSync = await findRunningSync(store);
    return {
      database: { ok: true, path, message: "The database can be read." },
      lastSync: await readLastSync(store, runningSync !== null, context),
      problemPositions: (await store.listProblemPositions()).length,
      runningSync,
    };
  } catch (error) {
    if (!isStoreError(error)) context.log.error({ err: error }, "The database check failed unexpectedly.");
    const { why } = await explainError(error, "health_check");
    return { database: { ok: false, path, message: why }, lastSync: null, problemPositions: null, runningSync: null };
  }
}

async function readLastSync(store: Store, syncRunning: boolean, context: ServerContext): Promise<LastSync> {
  const { getSyncHistory } = await import("@testio/insights");
  const completedAt = await store.getMetadata(LAST_SYNC_COMPLETED_KEY);
  const { runs } = await getSyncHistory(store, { limit: 1 }, { now: context.now, syncRunning });
  const [latest] = runs;
  if (latest === undefined) return { completed_at: completedAt, latest_run: null };
  const { status, trigger, started_at, duration_seconds, error } = latest;
  return { completed_at: completedAt, latest_run: { status, trigger, started_at, duration_seconds, error } };
}
