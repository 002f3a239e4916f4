import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { all, listOf, type Sql, sql } from "../../../sqlite/sql.js";
import type { TestAggregateFilter } from "../../../types.js";

/** What is counted of a product is the same as long as its revision is: see the migration that brought it. */
export interface ProductRevision {
  productId: number;
  revision: string;
}

/** The revision of a product, as a value: a text, since it has more digits than Prisma takes for a number. */
export const revisionOf = ({ customerId }: CustomerSql, productId: number): Sql => sql`
  (SELECT CAST(revision AS TEXT) FROM product_counts WHERE customer_id = ${customerId} AND product_id = ${productId})`;

/** The products that a filter is about, as far as they have tests, by id. */
export function productRevisions(
  db: CustomerSql,
  { productIds, testIds }: Pick<TestAggregateFilter, "productIds" | "testIds">,
): Promise<ProductRevision[]> {
  const conditions = [sql`c.customer_id = ${db.customerId}`, sql`c.tests > 0`];
  if (productIds) conditions.push(sql`c.product_id IN ${listOf(productIds)}`);
  if (testIds) {
    // From the ids to the tests, and not the other way round: there may be a hundred thousand of the latter.
    conditions.push(sql`c.product_id IN (
      SELECT t.product_id FROM json_each(${JSON.stringify(testIds)}) i
      CROSS JOIN tests t ON t.customer_id = ${db.customerId} AND t.id = i.value)`);
  }
  return db.query<ProductRevision>(sql`
    SELECT c.product_id AS "productId", CAST(c.revision AS TEXT) AS revision
    FROM product_counts c WHERE ${all(conditions)} ORDER BY c.product_id`);
}
