import { statSync } from "node:fs";
import type { CustomerSql } from "../sqlite/customer-sql.js";
import { IN_MEMORY } from "../sqlite/database.js";
import { sql } from "../sqlite/sql.js";
import { fromTimestamp, toTimestamp } from "../sqlite/timestamp.js";
import { LAST_SYNC_COMPLETED_KEY, type ProductSyncSummary, type StoreReader, type StoreStats } from "../types.js";
import { keptBugCount } from "./bug-counts.js";
import { FINAL_STATUSES } from "./final-status.js";
import { getMetadata } from "./metadata.js";
import { listSyncStates } from "./sync-states.js";

/** Bytes on disk of a database and its write-ahead log; 0 in memory. */
export function sizeOnDisk(path: string): number {
  if (path === IN_MEMORY) return 0;
  return [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

type Counts = Omit<StoreStats, "path" | "sizeBytes" | "oldestTestEndAt" | "newestTestEndAt" | "lastSyncCompletedAt">;
type RawStats = Record<keyof Counts, number | bigint> & { oldest: string | null; newest: string | null };

async function readStats(db: CustomerSql): Promise<StoreStats> {
  const living = sql`customer_id = ${db.customerId} AND deleted_at IS NULL`;
  const [raw] = await db.query<RawStats>(sql`
    SELECT
      (SELECT count(*) FROM products WHERE ${living}) AS products,
      (SELECT count(*) FROM products p JOIN sync_state s ON s.customer_id = p.customer_id AND s.product_id = p.id
        WHERE p.customer_id = ${db.customerId} AND p.deleted_at IS NULL AND s.phase = 'NEW_TESTS'
          AND s.succeeded_at IS NOT NULL) AS "productsSynced",
      (SELECT count(*) FROM sections WHERE ${living}) AS sections,
      (SELECT count(*) FROM features WHERE ${living}) AS features,
      (SELECT count(*) FROM tests WHERE ${living}) AS tests,
      ${keptBugCount(db, {})} AS bugs,
      (SELECT count(*) FROM users WHERE customer_id = ${db.customerId}) AS users,
      (SELECT count(*) FROM tests WHERE customer_id = ${db.customerId} AND deleted_at IS NOT NULL) AS "deletedTests",
      (SELECT count(*) FROM tests WHERE ${living} AND bugs_synced_at IS NULL) AS "testsNeverFetchedBugs",
      (SELECT count(*) FROM problem_positions WHERE customer_id = ${db.customerId}) AS "problemPositions",
      (SELECT min(end_at) FROM tests WHERE ${living}) AS oldest,
      (SELECT max(end_at) FROM tests WHERE ${living}) AS newest`);
  if (!raw) throw new Error("A SELECT without FROM answers one row.");
  const lastSync = await getMetadata(db, LAST_SYNC_COMPLETED_KEY);
  return {
    path: db.path,
    sizeBytes: sizeOnDisk(db.path),
    products: Number(raw.products),
    productsSynced: Number(raw.productsSynced),
    sections: Number(raw.sections),
    features: Number(raw.features),
    tests: Number(raw.tests),
    bugs: Number(raw.bugs),
    users: Number(raw.users),
    deletedTests: Number(raw.deletedTests),
    testsNeverFetchedBugs: Number(raw.testsNeverFetchedBugs),
    problemPositions: Number(raw.problemPositions),
    oldestTestEndAt: fromTimestamp(raw.oldest),
    newestTestEndAt: fromTimestamp(raw.newest),
    lastSyncCompletedAt: fromTimestamp(lastSync),
  };
}

type SummaryCounts = Omit<ProductSyncSummary, "productId" | "title" | "state">;
type RawSummary = Omit<ProductSyncSummary, "state" | keyof SummaryCounts> &
  Record<keyof SummaryCounts, number | bigint>;

async function productSyncSummaries(db: CustomerSql, staleBefore: Date | undefined): Promise<ProductSyncSummary[]> {
  const tests = sql`FROM tests t WHERE t.customer_id = p.customer_id AND t.product_id = p.id AND t.deleted_at IS NULL`;
  const changeable = sql`${tests} AND t.status NOT IN ${FINAL_STATUSES}`;
  const stale = staleBefore
    ? sql`(SELECT count(*) ${changeable} AND t.synced_at < ${toTimestamp(staleBefore)})`
    : sql`0`;
  const rows = await db.query<RawSummary>(sql`
    SELECT p.id AS "productId", p.title,
      (SELECT count(*) ${tests}) AS tests,
      (SELECT count(*) FROM features f
        WHERE f.customer_id = p.customer_id AND f.product_id = p.id AND f.deleted_at IS NULL) AS features,
      (SELECT count(*) ${changeable}) AS "changeableTests",
      ${stale} AS "staleTests",
      (SELECT count(*) ${tests} AND t.bugs_synced_at IS NULL) AS "testsNeverFetchedBugs",
      (SELECT count(*) FROM problem_positions q
        WHERE q.customer_id = p.customer_id AND q.product_id = p.id) AS "problemPositions"
    FROM products p WHERE p.customer_id = ${db.customerId} AND p.deleted_at IS NULL
    ORDER BY p.title COLLATE NOCASE, p.id`);
  const states = new Map((await listSyncStates(db, "NEW_TESTS")).map((state) => [state.productId, state]));
  return rows.map((row) => ({
    ...row,
    tests: Number(row.tests),
    features: Number(row.features),
    changeableTests: Number(row.changeableTests),
    staleTests: Number(row.staleTests),
    testsNeverFetchedBugs: Number(row.testsNeverFetchedBugs),
    problemPositions: Number(row.problemPositions),
    state: states.get(row.productId) ?? null,
  }));
}

export const statisticsReads = (db: CustomerSql) =>
  ({
    stats: () => readStats(db),
    productSyncSummaries: (options) => productSyncSummaries(db, options?.staleBefore),
  }) satisfies Partial<StoreReader>;
