import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../sqlite/sql.js";
import type { BugReader } from "../types.js";

/**
 * Leaves out bugs whose test is not stored, or is gone upstream: a bug is listed and counted with its test, so that every
 * question has one answer. Asks once whether there are any; mostly there are none, and no bug has to be looked up.
 */
export const isWithTest = ({ customerId }: CustomerSql, bugId: Sql): Sql => sql`(
  NOT EXISTS (SELECT 1 FROM stray_bugs WHERE customer_id = ${customerId})
  OR ${bugId} NOT IN (SELECT bug_id FROM stray_bugs WHERE customer_id = ${customerId}))`;

type Scope = Parameters<BugReader["countStrayBugs"]>[0];

async function countStrayBugs(db: CustomerSql, { testIds, productIds }: Scope): Promise<number> {
  const conditions = [sql`s.customer_id = ${db.customerId}`];
  if (testIds) conditions.push(sql`b.test_id IN ${listOf(testIds)}`);
  if (productIds) conditions.push(sql`b.product_id IN ${listOf(productIds)}`);
  const [row] = await db.query<{ count: number | bigint }>(sql`
    SELECT count(*) AS count
    FROM stray_bugs s CROSS JOIN bugs b ON b.customer_id = ${db.customerId} AND b.id = s.bug_id
    WHERE ${all(conditions)}`);
  return Number(row?.count ?? 0);
}

export const strayBugReads = (db: CustomerSql) =>
  ({ countStrayBugs: (scope) => countStrayBugs(db, scope) }) satisfies Partial<BugReader>;
