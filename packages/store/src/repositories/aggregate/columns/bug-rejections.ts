import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../../sqlite/sql.js";
import { type BugColumns, bugsByTest } from "./bug-columns.js";
import { jsonColumns, parsed } from "./json-columns.js";
import type { Vocabulary } from "./vocabulary.js";

/** Rejected bugs as SQLite answers them: all, and, apart from them, those whose times are known. */
export interface RawRejections {
  rejected: string;
  timed: string;
  days: string;
}

/** {@link RawRejections}, all of them in the order of {@link bugsByTest}, for `FROM`. */
export function rejectionsOfBugs(db: CustomerSql, tests: Sql): Sql {
  const timed = { timed: sql`b.id`, days: sql`julianday(b.rejected_at) - julianday(b.reported_at)` };
  // SQLite takes the partial index only for the very condition it is made for, which comes first.
  return sql`
    (SELECT ${jsonColumns({ rejected: sql`b.id` })} FROM ${bugsByTest(db, tests)} AND b.status = 'rejected'),
    (SELECT ${jsonColumns(timed)} FROM ${tests} AS t CROSS JOIN bugs b INDEXED BY bugs_by_review
      ON b.customer_id = ${db.customerId} AND b.test_id = t.value
      AND b.deleted_at IS NULL AND b.status IN ('forwarded', 'rejected')
      AND b.status = 'rejected' AND b.rejected_at IS NOT NULL AND b.reported_at IS NOT NULL)`;
}

/** Days from report to rejection of each bug; NaN where one is unknown, or the bug was not rejected. */
export function rejectionDays(raw: RawRejections, { kinds }: BugColumns, vocabulary: Vocabulary): Float64Array {
  const ids = parsed<number>(raw.rejected);
  const days = parsed<number>(raw.days);
  const daysOf = new Map(parsed<number>(raw.timed).map((id, index) => [id, days[index]]));
  const isRejected = vocabulary.allKinds().map(({ status }) => status === "rejected");
  const column = new Float64Array(kinds.length).fill(Number.NaN);
  let seen = 0;
  for (const [row, kind] of kinds.entries()) {
    if (isRejected[kind] !== true) continue;
    column[row] = daysOf.get(ids[seen] ?? 0) ?? Number.NaN;
    seen += 1;
  }
  return column;
}
