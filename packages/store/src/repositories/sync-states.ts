import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { upsertRows } from "../sqlite/upsert-rows.js";
import type { ProductSyncStatus, StoreReader, StoreWriter, SyncOutcome, SyncPhaseName, SyncState } from "../types.js";

const OUTCOME_COLUMNS = sql`product_id AS "productId", phase, last_pass AS "lastPass", completed_pass AS "completedPass",
  complete_since AS "completeSince", succeeded_at AS "succeededAt", failed_at AS "failedAt", failure`;

const STATE_COLUMNS = sql`${OUTCOME_COLUMNS}, resume_page AS "resumePage", resume_page_size AS "resumePageSize",
  resume_since AS "resumeSince", resume_from_pass AS "resumeFromPass", resume_to_pass AS "resumeToPass",
  full_pass_at AS "fullPassAt", full_pass_since AS "fullPassSince"`;

function readStates<Row>(db: CustomerSql, columns: Sql, conditions: Sql[]): Promise<Row[]> {
  return db.query<Row>(sql`
    SELECT ${columns} FROM sync_state WHERE ${all([sql`customer_id = ${db.customerId}`, ...conditions])} ORDER BY product_id`);
}

export function listSyncStates(db: CustomerSql, phase: SyncPhaseName): Promise<SyncState[]> {
  return readStates(db, STATE_COLUMNS, [sql`phase = ${phase}`]);
}

type RawProductStatus = Omit<ProductSyncStatus, "state" | "deletedAt"> &
  (SyncOutcome | { [Column in keyof SyncOutcome]: null }) & { productDeletedAt: Date | null };

async function readProductStatuses(db: CustomerSql, phase: SyncPhaseName, which: Sql): Promise<ProductSyncStatus[]> {
  const rows = await db.query<RawProductStatus>(sql`
    SELECT p.id, p.title, p.type, p.deleted_at AS "productDeletedAt", ${OUTCOME_COLUMNS},
      (SELECT count(*) FROM problem_positions q WHERE q.customer_id = p.customer_id AND q.product_id = p.id) AS "problemPositions"
    FROM products p LEFT JOIN sync_state s ON s.customer_id = p.customer_id AND s.product_id = p.id AND s.phase = ${phase}
    WHERE p.customer_id = ${db.customerId} AND ${which} ORDER BY p.id`);
  return rows.map(({ id, title, type, productDeletedAt: deletedAt, problemPositions, ...state }) => ({
    id,
    title,
    type,
    deletedAt,
    problemPositions: Number(problemPositions),
    state: state.phase === null ? null : state,
  }));
}

export const syncStateReads = (db: CustomerSql) =>
  ({
    getSyncState: async (productId, phase) => {
      const [state] = await readStates<SyncState>(db, STATE_COLUMNS, [
        sql`product_id = ${productId}`,
        sql`phase = ${phase}`,
      ]);
      return state ?? null;
    },
    getProductSyncStatus: async (id, phase) => {
      const [status] = await readProductStatuses(db, phase, sql`p.id = ${id}`);
      return status ?? null;
    },
    productSyncStatuses: (phase, ids) =>
      readProductStatuses(db, phase, ids === undefined ? sql`p.deleted_at IS NULL` : sql`p.id IN ${listOf(ids)}`),
    listSyncStates: (phase) => listSyncStates(db, phase),
    listSyncOutcomes: (phase, { failed = false } = {}) =>
      readStates(db, OUTCOME_COLUMNS, [sql`phase = ${phase}`, ...(failed ? [sql`failed_at IS NOT NULL`] : [])]),
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
          full_pass_since: toTimestamp(state.fullPassSince),
          failed_at: toTimestamp(state.failedAt),
          failure: state.failure,
        },
      ]),
  }) satisfies Partial<StoreWriter>;
