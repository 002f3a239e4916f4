import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { BugScope, FeatureTitle, OpenBugs, ReportedTest, ReportReader, ReviewTimes } from "../types.js";

const DAY_MS = 86_400_000;

function testsIn({ customerId }: CustomerSql, scope: BugScope): Sql {
  const conditions = [sql`t.customer_id = ${customerId}`, sql`t.deleted_at IS NULL`];
  if (scope.testIds) conditions.push(sql`t.id IN ${listOf(scope.testIds)}`);
  // Of one product, an index begins with its tests in the order of their ends.
  const [onlyProduct] = scope.productIds ?? [];
  if (scope.productIds?.length === 1) conditions.push(sql`t.product_id = ${onlyProduct ?? 0}`);
  else if (scope.productIds) conditions.push(sql`t.product_id IN ${listOf(scope.productIds)}`);
  if (scope.testStatuses) conditions.push(sql`t.status IN ${listOf(scope.testStatuses)}`);
  if (scope.endFrom) conditions.push(sql`t.end_at >= ${toTimestamp(scope.endFrom)}`);
  if (scope.endBefore) conditions.push(sql`t.end_at < ${toTimestamp(scope.endBefore)}`);
  return all(conditions);
}

interface RawTimes {
  open: number | bigint;
  dated: number | bigint;
  ageDays: number | null;
  older: number | bigint;
  /** Time and id of the open bug reported first, in one text that sorts by both. */
  oldest: string | null;
  rejectionDays: number | null;
  rejectionsTimed: number | bigint;
}

/** The condition that the partial index is made for: SQLite takes it only for this very one. */
const WAITS_OR_REJECTED = sql`b.deleted_at IS NULL AND b.status IN ('forwarded', 'rejected')`;

async function reviewTimes(db: CustomerSql, scope: BugScope, at: Date, olderThanDays: number): Promise<ReviewTimes> {
  const limit = toTimestamp(new Date(at.getTime() - olderThanDays * DAY_MS));
  const isOpen = sql`FILTER (WHERE b.status = 'forwarded')`;
  const isTimed = sql`FILTER (WHERE b.status = 'rejected' AND b.rejected_at IS NOT NULL AND b.reported_at IS NOT NULL)`;
  const [row] = await db.query<RawTimes>(sql`
    SELECT count(*) ${isOpen} AS open, count(b.reported_at) ${isOpen} AS dated,
      sum(max(0.0, julianday(${toTimestamp(at)}) - julianday(b.reported_at))) ${isOpen} AS "ageDays",
      count(*) FILTER (WHERE b.status = 'forwarded' AND b.reported_at < ${limit}) AS older,
      min(b.reported_at || printf(' %012d', b.id)) ${isOpen} AS oldest,
      sum(julianday(b.rejected_at) - julianday(b.reported_at)) ${isTimed} AS "rejectionDays",
      count(*) ${isTimed} AS "rejectionsTimed"
    FROM tests t CROSS JOIN bugs b INDEXED BY bugs_by_review
      ON b.customer_id = ${db.customerId} AND b.test_id = t.id AND ${WAITS_OR_REJECTED}
    WHERE ${testsIn(db, scope)}`);
  return {
    open: {
      total: Number(row?.open ?? 0),
      dated: Number(row?.dated ?? 0),
      ageDays: row?.ageDays ?? 0,
      older: Number(row?.older ?? 0),
      oldest: row?.oldest ? await readOldest(db, Number(row.oldest.split(" ")[1])) : null,
    },
    rejectionDays: row?.rejectionDays ?? 0,
    rejectionsTimed: Number(row?.rejectionsTimed ?? 0),
  };
}

async function readOldest(db: CustomerSql, id: number): Promise<OpenBugs["oldest"]> {
  const [bug] = await db.query<NonNullable<OpenBugs["oldest"]>>(sql`
    SELECT id, test_id AS "testId", title, reported_at AS "reportedAt"
    FROM bugs WHERE customer_id = ${db.customerId} AND id = ${id}`);
  return bug ?? null;
}

interface RawTest extends Omit<ReportedTest, "environment"> {
  environmentId: number | null;
  environmentTitle: string | null;
  environmentUrl: string | null;
}

async function latestTests(db: CustomerSql, scope: BugScope, limit: number): Promise<ReportedTest[]> {
  // The ids come from an index alone; whole rows are read of those only that are answered.
  const rows = await db.query<RawTest>(sql`
    SELECT id, product_id AS "productId", title, status, testing_type AS "testingType", start_at AS "startAt",
      end_at AS "endAt", environment_id AS "environmentId", environment_title AS "environmentTitle",
      environment_url AS "environmentUrl", bugs_synced_at AS "bugsSyncedAt"
    FROM tests WHERE customer_id = ${db.customerId} AND id IN (
      SELECT t.id FROM tests t WHERE ${testsIn(db, scope)} ORDER BY t.end_at DESC, t.id DESC LIMIT ${limit})
    ORDER BY end_at DESC, id DESC`);
  return rows.map(({ environmentId: id, environmentTitle: title, environmentUrl: url, ...row }) => ({
    ...row,
    environment: id === null && title === null && url === null ? null : { id, title, url },
  }));
}

async function featureTitles(db: CustomerSql, productIds: readonly number[]) {
  const features = await db.query<FeatureTitle>(sql`
    SELECT id, product_id AS "productId", title FROM features
    WHERE customer_id = ${db.customerId} AND product_id IN ${listOf(productIds)} AND deleted_at IS NULL
    ORDER BY product_id, title, id`);
  const never = await db.query<{ id: number }>(sql`
    SELECT id FROM products
    WHERE customer_id = ${db.customerId} AND id IN ${listOf(productIds)} AND features_synced_at IS NULL ORDER BY id`);
  const withFeatures = new Set(features.map(({ productId }) => productId));
  return { features, neverFetched: never.map(({ id }) => id).filter((id) => !withFeatures.has(id)) };
}

export const reportReads = (db: CustomerSql) =>
  ({
    reviewTimes: (scope, at, olderThanDays) => reviewTimes(db, scope, at, olderThanDays),
    latestTests: (scope, limit) => latestTests(db, scope, limit),
    featureTitles: (productIds) => featureTitles(db, productIds),
  }) satisfies ReportReader;
