import type { CustomerSql } from "../sqlite/customer-sql.js";
import { sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { StoreReader, StoreWriter, SyncEvent, SyncEventEnd, SyncEventStart } from "../types.js";

interface RawEvent extends Omit<SyncEvent, "phases" | "warnings"> {
  phases: string;
  warnings: string;
}

async function listSyncEvents(db: CustomerSql, limit: number): Promise<SyncEvent[]> {
  const rows = await db.query<RawEvent>(sql`
    SELECT id, "trigger", status, mode, pid, host, started_at AS "startedAt", completed_at AS "completedAt",
      duration_seconds AS "durationSeconds", products_synced AS "productsSynced",
      features_refreshed AS "featuresRefreshed", tests_discovered AS "testsDiscovered",
      tests_updated AS "testsUpdated", tests_deleted AS "testsDeleted", bugs_refreshed AS "bugsRefreshed",
      requests, phases, warnings, error
    FROM sync_events WHERE customer_id = ${db.customerId} ORDER BY id DESC LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, phases: JSON.parse(row.phases), warnings: JSON.parse(row.warnings) }));
}

async function startSyncEvent(db: CustomerSql, start: SyncEventStart): Promise<number> {
  const [row] = await db.query<{ id: number }>(sql`
    INSERT INTO sync_events (customer_id, id, "trigger", status, mode, pid, host, started_at)
    SELECT ${db.customerId}, coalesce(max(id), 0) + 1, ${start.trigger}, 'running', ${start.mode}, ${start.pid},
      ${start.host}, ${toTimestamp(start.startedAt)}
    FROM sync_events WHERE customer_id = ${db.customerId}
    RETURNING id`);
  return Number(row?.id);
}

async function endSyncEvent(db: CustomerSql, id: number, end: SyncEventEnd): Promise<void> {
  await db.execute(sql`
    UPDATE sync_events SET status = ${end.status}, completed_at = ${toTimestamp(end.completedAt)},
      duration_seconds = ${end.durationSeconds}, products_synced = ${end.productsSynced},
      features_refreshed = ${end.featuresRefreshed}, tests_discovered = ${end.testsDiscovered},
      tests_updated = ${end.testsUpdated}, tests_deleted = ${end.testsDeleted}, bugs_refreshed = ${end.bugsRefreshed},
      requests = ${end.requests}, phases = ${JSON.stringify(end.phases)}, warnings = ${JSON.stringify(end.warnings)},
      error = ${end.error}
    WHERE customer_id = ${db.customerId} AND id = ${id}`);
}

export const syncEventReads = (db: CustomerSql) =>
  ({ listSyncEvents: (limit) => listSyncEvents(db, limit) }) satisfies Partial<StoreReader>;

export const syncEventWrites = (db: CustomerSql) =>
  ({
    startSyncEvent: (start) => startSyncEvent(db, start),
    endSyncEvent: (id, end) => endSyncEvent(db, id, end),
    interruptSyncEvents: (at) =>
      db.execute(sql`
        UPDATE sync_events SET status = 'interrupted', completed_at = ${toTimestamp(at)}
        WHERE customer_id = ${db.customerId} AND status = 'running'`),
  }) satisfies Partial<StoreWriter>;
