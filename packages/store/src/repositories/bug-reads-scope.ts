import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../sqlite/sql.js";
import { fromTimestamp, toTimestamp } from "../sqlite/timestamp.js";
import type { BugReader, BugScope, BugScopeFreshness, BugsDue } from "../types.js";
import { FINAL_STATUSES } from "./final-status.js";

const DUE_OR_MAY_BE = sql`(bugs_synced_at IS NULL OR status NOT IN ('archived', 'cancelled')
  OR final_seen_at IS NULL OR bugs_synced_at < final_seen_at)`;

/**
 * The living tests of the scope whose bugs are due or can become due. Few, once all were fetched, and alone in a partial
 * index: SQLite takes it only for its very condition, spelled out in the same way.
 */
function mayBeDue({ customerId }: CustomerSql, scope: BugScope): Sql {
  const conditions = [sql`customer_id = ${customerId}`, DUE_OR_MAY_BE];
  if (scope.productIds) conditions.push(sql`product_id IN ${listOf(scope.productIds)}`);
  if (scope.featureIds) {
    conditions.push(sql`tests.id IN (SELECT f.test_id FROM test_features f
      WHERE f.customer_id = ${customerId} AND f.feature_id IN ${listOf(scope.featureIds)})`);
  }
  if (scope.testStatuses) conditions.push(sql`status IN ${listOf(scope.testStatuses)}`);
  if (scope.endFrom) conditions.push(sql`end_at >= ${toTimestamp(scope.endFrom)}`);
  if (scope.endBefore) conditions.push(sql`end_at < ${toTimestamp(scope.endBefore)}`);
  // Joined the other way round, SQLite would look for the named ones among all.
  return scope.testIds
    ? sql`json_each(${JSON.stringify([...new Set(scope.testIds)])}) AS named CROSS JOIN tests ON tests.id = named.value
        WHERE ${all(conditions)} AND deleted_at IS NULL`
    : sql`tests INDEXED BY tests_by_due_bugs WHERE ${all(conditions)} AND deleted_at IS NULL`;
}

/** Of tests that {@link mayBeDue}, and whose bugs were fetched: the final ones among them are due by that alone. */
const isStale = ({ changeableBefore, now }: BugsDue): Sql =>
  sql`(status IN ${FINAL_STATUSES} OR bugs_synced_at < ${toTimestamp(changeableBefore)} OR bugs_synced_at > ${toTimestamp(now)})`;

interface RawFreshness {
  neverFetched: number | bigint;
  stale: number | bigint;
  oldestFetch: string | null;
}

async function bugScopeFreshness(db: CustomerSql, scope: BugScope, due: BugsDue): Promise<BugScopeFreshness> {
  const [row] = await db.query<RawFreshness>(sql`
    SELECT count(*) FILTER (WHERE bugs_synced_at IS NULL) AS "neverFetched",
      count(*) FILTER (WHERE bugs_synced_at IS NOT NULL AND ${isStale(due)}) AS stale,
      min(bugs_synced_at) AS "oldestFetch"
    FROM ${mayBeDue(db, scope)}`);
  return {
    neverFetched: Number(row?.neverFetched ?? 0),
    stale: Number(row?.stale ?? 0),
    oldestFetch: fromTimestamp(row?.oldestFetch ?? null),
  };
}

async function testsWithDueBugsIn(db: CustomerSql, scope: BugScope, due: BugsDue): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    SELECT tests.id FROM ${mayBeDue(db, scope)} AND (bugs_synced_at IS NULL OR ${isStale(due)})
    ORDER BY end_at DESC, tests.id DESC`);
  return rows.map(({ id }) => id);
}

/** What an answer about bugs has to know of the tests it is over. */
export const bugScopeReads = (db: CustomerSql) =>
  ({
    bugScopeFreshness: (scope, due) => bugScopeFreshness(db, scope, due),
    testsWithDueBugsIn: (scope, due) => testsWithDueBugsIn(db, scope, due),
  }) satisfies Partial<BugReader>;
