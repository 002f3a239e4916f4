import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../sqlite/sql.js";
import type { BugQuery } from "../types.js";
import { SHOWN_STATUS_OF_B } from "./ranks.js";

/** What bugs are told apart by in the counts that are kept of them. */
export type CountedBugs = Pick<BugQuery, "productIds" | "statuses" | "severities">;

/**
 * How many bugs are listed of some products, statuses and severities, as an expression: kept by triggers, so that no million of
 * them is counted. What is kept has bugs without a living test among them; those are few, and are looked up.
 */
export function keptBugCount({ customerId }: CustomerSql, query: CountedBugs): Sql {
  const kept = [sql`customer_id = ${customerId}`, ...conditionsOf(query, sql`product_id`, sql`status`, sql`severity`)];
  const stray = [
    sql`s.customer_id = ${customerId}`,
    ...conditionsOf(query, sql`b.product_id`, SHOWN_STATUS_OF_B, sql`b.severity`),
  ];
  return sql`(
    (SELECT coalesce(sum(bugs), 0) FROM bug_counts WHERE ${all(kept)})
    - (SELECT count(*) FROM stray_bugs s CROSS JOIN bugs b ON b.customer_id = s.customer_id AND b.id = s.bug_id
        WHERE ${all(stray)}))`;
}

function conditionsOf({ productIds, statuses, severities }: CountedBugs, product: Sql, status: Sql, severity: Sql) {
  return [
    ...(productIds ? [sql`${product} IN ${listOf(productIds)}`] : []),
    ...(statuses ? [sql`${status} IN ${listOf(statuses)}`] : []),
    ...(severities ? [sql`${severity} IN ${listOf(severities)}`] : []),
  ];
}
