import type { CustomerSql } from "../sqlite/customer-sql.js";
import { jsonText } from "../sqlite/json-text.js";
import { listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { contentHash, type EntityRow, upsertEntities } from "../sqlite/upsert-entities.js";
import type { StoreWriter, TestWrite, UpsertCounts } from "../types.js";
import { replaceTestParts } from "./test-parts.js";

function testRow(test: TestWrite): EntityRow & { parts_hash: string } {
  return {
    id: test.id,
    product_id: test.productId,
    section_id: test.sectionId,
    title: test.title,
    status: test.status,
    review_status: test.reviewStatus,
    testing_type: test.testingType,
    duration: test.duration,
    start_at: toTimestamp(test.startAt),
    end_at: toTimestamp(test.endAt),
    goal: test.goal,
    instructions: test.instructions,
    out_of_scope: test.outOfScope,
    enable_low: test.enableLow,
    enable_high: test.enableHigh,
    enable_critical: test.enableCritical,
    created_by: test.createdBy,
    submitted_by: test.submittedBy,
    environment_id: test.environment?.id ?? null,
    environment_title: test.environment?.title ?? null,
    environment_url: test.environment?.url ?? null,
    data: jsonText(test.data),
    parts_hash: contentHash([test.features, test.platforms]),
  };
}

async function upsertTests(
  db: CustomerSql,
  writes: readonly TestWrite[],
  { pass, anchorPass, syncedAt }: Parameters<StoreWriter["upsertTests"]>[1],
): Promise<UpsertCounts> {
  const tests = [...new Map(writes.map((test) => [test.id, test])).values()];
  const rows = tests.map(testRow);
  const table = { table: "tests", what: "test", hasParts: true };
  const { counts, inserted, previousParts } = await upsertEntities(db, table, rows, syncedAt, { sync_pass: pass });

  const changedParts = new Set(rows.filter((row) => previousParts.get(row.id) !== row.parts_hash).map(({ id }) => id));
  await replaceTestParts(
    db,
    tests.filter(({ id }) => changedParts.has(id)),
    [...changedParts].filter((id) => !inserted.has(id)),
  );
  const known = tests.map(({ id }) => id).filter((id) => !inserted.has(id));
  if (pass !== null && known.length > 0) {
    await db.execute(sql`
      UPDATE tests SET sync_pass = ${pass} WHERE customer_id = ${db.customerId} AND id IN ${listOf(known)}
        AND (sync_pass IS NULL OR sync_pass > ${anchorPass}) AND sync_pass IS NOT ${pass}`);
  }
  return counts;
}

export const testWrites = (db: CustomerSql) =>
  ({
    upsertTests: (tests, context) => upsertTests(db, tests, context),
    stampBugsSynced: async (testIds, syncedAt) => {
      await db.execute(sql`
        UPDATE tests SET bugs_synced_at = ${toTimestamp(syncedAt)}
        WHERE customer_id = ${db.customerId} AND id IN ${listOf(testIds)}`);
    },
  }) satisfies Partial<StoreWriter>;
