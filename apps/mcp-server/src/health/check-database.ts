import { isStoreError, LAST_SYNC_COMPLETED_KEY, type Store } from "@testio/store";
import type { ServerContext } from "../context/server-context.js";
import { explainError } from "../errors/explain-error.js";

export interface DatabaseHealth {
  ok: boolean;
  path: string;
  message: string;
}

/** The latest run of the sync engine, and when one last completed. */
export interface LastSync {
  completed_at: string | null;
  latest_run: {
    status: string;
    trigger: string;
    started_at: string;
    duration_seconds: number | null;
    error: string | null;
  } | null;
}

/** Opens the database if need be and reads from it. Never rejects: what is wrong is in the message. */
export async function checkDatabase(
  context: ServerContext,
): Promise<{ database: DatabaseHealth; lastSync: LastSync | null }> {
  const path = context.settings.localStore ? context.settings.dbPath : ":memory:";
  try {
    const store = await context.store();
    const lastSync = await readLastSync(store);
    return { database: { ok: true, path, message: "The database can be read." }, lastSync };
  } catch (error) {
    if (!isStoreError(error)) context.log.error({ err: error }, "The database check failed unexpectedly.");
    const { why } = await explainError(error, "health_check");
    return { database: { ok: false, path, message: why }, lastSync: null };
  }
}

async function readLastSync(store: Store): Promise<LastSync> {
  const completedAt = await store.getMetadata(LAST_SYNC_COMPLETED_KEY);
  const [latest] = await store.listSyncEvents(1);
  if (latest === undefined) return { completed_at: completedAt, latest_run: null };
  return {
    completed_at: completedAt,
    latest_run: {
      status: latest.status,
      trigger: latest.trigger,
      started_at: latest.startedAt.toISOString(),
      duration_seconds: latest.durationSeconds,
      error: latest.error,
    },
  };
}
