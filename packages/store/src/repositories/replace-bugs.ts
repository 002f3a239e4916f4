import type { CustomerSql } from "../sqlite/customer-sql.js";
import { inSteps } from "../sqlite/in-steps.js";
import { listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { BugWrite, StoreWriter, UpsertCounts } from "../types.js";
import { upsertBugs } from "./bugs.js";
import { FINAL_STATUSES } from "./final-status.js";
import { livingTestIds } from "./test-sync-reads.js";
import { tombstoneRows } from "./tombstones.js";

type Scope = Parameters<StoreWriter["replaceBugs"]>[0];

async function tombstoneUnlisted(
  db: CustomerSql,
  scope: Scope,
  bugs: readonly BugWrite[],
  deletedAt: Date,
): Promise<number> {
  const within = "productId" in scope ? sql`product_id = ${scope.productId}` : sql`test_id IN ${listOf(scope.testIds)}`;
  const gone = await db.query<{ id: number }>(sql`
    SELECT id FROM bugs WHERE customer_id = ${db.customerId} AND ${within} AND deleted_at IS NULL
      AND id NOT IN ${listOf(bugs.map(({ id }) => id))}`);
  const ids = gone.map(({ id }) => id);
  for await (const step of inSteps(ids)) await tombstoneRows(db, "bugs", step, deletedAt);
  return ids.length;
}

async function stampTests(db: CustomerSql, scope: Scope, syncedAt: Date): Promise<void> {
  const ids = "productId" in scope ? await livingTestIds(db, scope.productId) : scope.testIds;
  const now = toTimestamp(syncedAt);
  for await (const step of inSteps(ids)) {
    // A final test that lacks `final_seen_at` is one of an older version; from here on it is known to be final by now.
    await db.postpone(sql`
      UPDATE tests SET bugs_synced_at = ${now},
        final_seen_at = CASE WHEN status IN ${FINAL_STATUSES} THEN coalesce(final_seen_at, ${now}) END
      WHERE customer_id = ${db.customerId} AND id IN ${listOf(step)}`);
  }
}

async function replaceBugs(
  db: CustomerSql,
  scope: Scope,
  bugs: readonly BugWrite[],
  syncedAt: Date,
): Promise<UpsertCounts & { deleted: number }> {
  // First, so that a bug that moved to another test or product is no longer in scope.
  const counts = await upsertBugs(db, bugs, syncedAt);
  const deleted = await tombstoneUnlisted(db, scope, bugs, syncedAt);
  await stampTests(db, scope, syncedAt);
  return { ...counts, deleted };
}

export const bugListWrites = (db: CustomerSql) =>
  ({
    replaceBugs: (scope, bugs, syncedAt) => replaceBugs(db, scope, bugs, syncedAt),
  }) satisfies Partial<StoreWriter>;
