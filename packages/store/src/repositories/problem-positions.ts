import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, join, listOf, name, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { type Row, upsertRows } from "../sqlite/upsert-rows.js";
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
    FROM problem_positions WHERE ${all(conditions)} ORDER BY product_id, position, id`);
  return rows.map((row) => ({ ...row, mappedTestIds: JSON.parse(row.mappedTestIds) }));
}

function positionRow(position: Omit<ProblemPosition, "id">): Row {
  return {
    product_id: position.productId,
    position: position.position,
    page_size: position.pageSize,
    before_id: position.beforeId,
    before_end_at: toTimestamp(position.beforeEndAt),
    after_id: position.afterId,
    after_end_at: toTimestamp(position.afterEndAt),
    attempts: position.attempts,
    mode: position.mode,
    mapped_test_ids: JSON.stringify(position.mappedTestIds),
    first_seen_at: toTimestamp(position.firstSeenAt),
    last_seen_at: toTimestamp(position.lastSeenAt),
  };
}

async function addProblemPosition(db: CustomerSql, position: Omit<ProblemPosition, "id">): Promise<number> {
  const [last] = await db.query<{ id: number | bigint }>(
    sql`SELECT coalesce(max(id), 0) AS id FROM problem_positions WHERE customer_id = ${db.customerId}`,
  );
  const id = Number(last?.id) + 1;
  await upsertRows(db, { table: "problem_positions", key: ["id"] }, [{ id, ...positionRow(position) }]);
  return id;
}

async function updateProblemPosition(db: CustomerSql, { id, ...position }: ProblemPosition): Promise<void> {
  const assignments = Object.entries(positionRow(position)).map(([column, value]) => sql`${name(column)} = ${value}`);
  await db.execute(
    sql`UPDATE problem_positions SET ${join(assignments)} WHERE customer_id = ${db.customerId} AND id = ${id}`,
  );
}

export const problemPositionReads = (db: CustomerSql) =>
  ({ listProblemPositions: (productId) => listProblemPositions(db, productId) }) satisfies Partial<StoreReader>;

export const problemPositionWrites = (db: CustomerSql) =>
  ({
    addProblemPosition: (position) => addProblemPosition(db, position),
    updateProblemPosition: (position) => updateProblemPosition(db, position),
    deleteProblemPositions: async (ids) => {
      await db.execute(
        sql`DELETE FROM problem_positions WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}`,
      );
    },
  }) satisfies Partial<StoreWriter>;
