import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, type Sql, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { upsertRows } from "../sqlite/upsert-rows.js";
import type { StoreReader, StoreWriter, SyncPhaseName, SyncState } from "../types.js";

function readStates(db: CustomerSql, conditions: Sql[]): Promise<SyncState[]> {
  return db.query<SyncState>(sql`
    SELECT product_id AS "productId", phase, last_pass AS "lastPass", completed_pass AS "completedPass", complete_since AS "completeSince",
      resume_page AS "resumePage", resume_page_size AS "resumePageSize", resume_since AS "resumeSince",
      resume_from_pass AS "resumeFromPass", resume_to_pass AS "resumeToPass",
      succeeded_at AS "succeededAt", full_pass_at AS "fullPassAt", failed_at AS "failedAt", failure
    FROM sync_state WHERE ${all([sql`customer_id = ${db.customerId}`, ...conditions])} ORDER BY product_id`);
}

export function listSyncStates(db: CustomerSql, phase: SyncPhaseName): Promise<SyncState[]> {
  return readStates(db, [sql`phase = ${phase}`]);
}

export const syncStateReads = (db: CustomerSql) =>
  ({
    getSyncState: async (productId, phase) => {
      const [state] = await readStates(db, [sql`product_id = ${productId}`, sql`phase = ${phase}`]);
      return state ?? null;
    },
    listSyncStates: (phase) => listSyncStates(db, phase),
  }) satisfies Partial<StoreReader>;

export const syncStateWrites = (db: CustomerSql) =>
  ({
    putSyncState: (state) =>
      upsertRows(db, { table: "sync_state", key: ["product_id", "phase"] }, [
        {
          product_id: state.productId,
          phase: state.phase,
          last_pass: state.lastPass,
          completed_pass: state.completedPass,
          complete_since: toTimestamp(state.completeSince),
          resume_page: state.resumePage,
          resume_page_size: state.resumePageSize,
          resume_since: toTimestamp(state.resumeSince),
          resume_from_pass: state.resumeFromPass,
          resume_to_pass: state.resumeToPass,
          succeeded_at: toTimestamp(state.succeededAt),
          full_pass_at: toTimestamp(state.fullPassAt),
          failed_at: toTimestamp(state.failedAt),
          failure: state.failure,
        },
      ]),
  }) satisfies Partial<StoreWriter>;
