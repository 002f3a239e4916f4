import type { CustomerSql } from "../sqlite/customer-sql.js";
import { type Sql, sql } from "../sqlite/sql.js";
import type { BugCounts, BugReader, LabelCount } from "../types.js";
import { known } from "./aggregate/expressions.js";
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
  const browsers = sql`${devices} CROSS JOIN json_each(d.browsers) w`;
  const [totals] = await db.query<{ total: number | bigint; known: number | bigint }>(
    sql`SELECT count(*) AS total, count(*) FILTER (WHERE known) AS known ${bugs}`,
  );
  const counted = (what: RawCount["what"], label: Sql, source: Sql) =>
    sql`SELECT ${what} AS what, ${label} AS label, count(DISTINCT b.id) AS count ${source} GROUP BY 2`;
  // Of each bug what is known of its devices; label null is a bug of which nothing is.
  const found = (what: RawCount["what"], value: Sql, source: Sql) => sql`
    ${counted(what, known(value), sql`${source} WHERE ${living} AND ${known(value)} IS NOT NULL`)}
    UNION ALL SELECT ${what}, NULL, count(*) ${bugs} AND b.id NOT IN (
      SELECT b.id ${source} WHERE ${living} AND ${known(value)} IS NOT NULL) HAVING count(*) > 0`;
  const rows = await db.query<RawCount>(sql`
    SELECT * FROM (
      ${counted("bySeverity", sql`severity`, bugs)}
      UNION ALL ${counted("byStatus", SHOWN_BUG_STATUS, bugs)}
      UNION ALL ${counted("byRejectionReason", sql`rejection_reason`, sql`${bugs} AND status = 'rejected'`)}
      UNION ALL ${found("operatingSystems", sql`d.operating_system`, devices)}
      UNION ALL ${found("deviceCategories", sql`d.category`, devices)}
      UNION ALL ${found("browsers", sql`w.value`, browsers)}
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
