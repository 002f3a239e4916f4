import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import type { ProblemPosition, StoreReader, StoreWriter } from "../types.js";

interface RawPosition extends Omit<ProblemPosition, "mappedTestIds"> {
  mappedTestIds: string;
}

async function listProblemPositions(db: CustomerSql, productId: number | undefined): Promise<ProblemPosition[]> {
  const conditions = [sql`customer_id = ${db.customerId}`];
  if (productId !== undefined) conditions.push(sql`product_id = ${productId}`);
  const rows = await db.query<RawPosition>(sql`
    SELECT id, product_id AS "productId", position, page_size AS "pageSize", before_id AS "beforeId",
      before_end_at AS "beforeEndAt", after_id AS "afterId", after_end_at AS "afterEndAt", attempts, mode,
      mapped_test_ids AS "mappedTestIds", first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt"
    FROM problem_positions WHERE ${all(conditions)} ORDER BY product_id, position, page_size`);
  return rows.map((row) => ({ ...row, mappedTestIds: JSON.parse(row.mappedTestIds) }));
}

async function putProblemPosition(db: CustomerSql, position: Omit<ProblemPosition, "id">): Promise<void> {
  await db.execute(sql`
    INSERT INTO problem_positions (customer_id, id, product_id, position, page_size, before_id, before_end_at, after_id,
      after_end_at, attempts, mode, mapped_test_ids, first_seen_at, last_seen_at)
    SELECT ${db.customerId}, coalesce(max(id), 0) + 1, ${position.productId}, ${position.position}, ${position.pageSize},
      ${position.beforeId}, ${toTimestamp(position.beforeEndAt)}, ${position.afterId}, ${toTimestamp(position.afterEndAt)},
      ${position.attempts}, ${position.mode}, ${JSON.stringify(position.mappedTestIds)},
      ${toTimestamp(position.firstSeenAt)}, ${toTimestamp(position.lastSeenAt)}
    FROM problem_positions WHERE customer_id = ${db.customerId}
    ON CONFLICT (customer_id, product_id, position, page_size) DO UPDATE SET before_id = excluded.before_id,
      before_end_at = excluded.before_end_at, after_id = excluded.after_id, after_end_at = excluded.after_end_at,
      attempts = excluded.attempts, mode = excluded.mode, mapped_test_ids = excluded.mapped_test_ids,
      first_seen_at = min(first_seen_at, excluded.first_seen_at), last_seen_at = excluded.last_seen_at`);
}

export const problemPositionReads = (db: CustomerSql) =>
  ({ listProblemPositions: (productId) => listProblemPositions(db, productId) }) satisfies Partial<StoreReader>;

export const problemPositionWrites = (db: CustomerSql) =>
  ({
    putProblemPosition: (position) => putProblemPosition(db, position),
    deleteProblemPositions: async (ids) => {
      await db.execute(
        sql`DELETE FROM problem_positions WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}`,
      );
    },
  }) satisfies Partial<StoreWriter>;
