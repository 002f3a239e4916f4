import type { CustomerSql } from "../sqlite/customer-sql.js";
import { type Sql, sql } from "../sqlite/sql.js";
import type { BugCounts, BugReader, LabelCount } from "../types.js";
import { SHOWN_BUG_STATUS } from "./ranks.js";

interface RawCount {
  what: Exclude<keyof BugCounts, "total" | "known">;
  label: string | null;
  count: number | bigint;
}

async function bugCountsOfTest(db: CustomerSql, testId: number): Promise<BugCounts> {
  const living = sql`b.customer_id = ${db.customerId} AND b.test_id = ${testId} AND b.deleted_at IS NULL`;
  const bugs = sql`FROM bugs b WHERE ${living}`;
  // Not a plain join: SQLite would begin with the devices of all bugs.
  const devices = sql`FROM bugs b CROSS JOIN bug_devices d ON d.customer_id = b.customer_id AND d.bug_id = b.id`;
  const [totals] = await db.query<{ total: number | bigint; known: number | bigint }>(
    sql`SELECT count(*) AS total, count(*) FILTER (WHERE known) AS known ${bugs}`,
  );
  const counted = (what: RawCount["what"], label: Sql, source: Sql) =>
    sql`SELECT ${what} AS what, ${label} AS label, count(DISTINCT b.id) AS count ${source} GROUP BY 2`;
  const rows = await db.query<RawCount>(sql`
    SELECT * FROM (
      ${counted("bySeverity", sql`severity`, bugs)}
      UNION ALL ${counted("byStatus", SHOWN_BUG_STATUS, bugs)}
      UNION ALL ${counted("byRejectionReason", sql`rejection_reason`, sql`${bugs} AND status = 'rejected'`)}
      UNION ALL ${counted("operatingSystems", sql`d.operating_system`, sql`${devices} WHERE ${living}`)}
      UNION ALL ${counted("deviceCategories", sql`d.category`, sql`${devices} WHERE ${living}`)}
      UNION ALL ${counted("browsers", sql`w.value`, sql`${devices} CROSS JOIN json_each(d.browsers) w WHERE ${living}`)}
    ) ORDER BY count DESC, label`);
  const of = (kind: RawCount["what"]): LabelCount[] =>
    rows.filter(({ what }) => what === kind).map(({ label, count }) => ({ label, count: Number(count) }));
  return {
    total: Number(totals?.total ?? 0),
    known: Number(totals?.known ?? 0),
    bySeverity: of("bySeverity"),
    byStatus: of("byStatus"),
    byRejectionReason: of("byRejectionReason"),
    operatingSystems: of("operatingSystems"),
    browsers: of("browsers"),
    deviceCategories: of("deviceCategories"),
  };
}

export const bugCountReads = (db: CustomerSql) =>
  ({ bugCountsOfTest: (testId) => bugCountsOfTest(db, testId) }) satisfies Partial<BugReader>;
