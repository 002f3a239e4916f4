import type { CustomerSql } from "../sqlite/customer-sql.js";
import { jsonText } from "../sqlite/json-text.js";
import { listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { contentHash, type EntityRow, type OwnColumns, upsertEntities } from "../sqlite/upsert-entities.js";
import type { Row } from "../sqlite/upsert-rows.js";
import type { StoreWriter, TestWrite, UpsertCounts } from "../types.js";
import { isFinal } from "./final-status.js";
import { replaceTestParts } from "./test-parts.js";

type Context = Parameters<StoreWriter["upsertTests"]>[1];

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

function passOf(
  row: Row,
  before: Row | undefined,
  { pass, kept }: { pass: number | null; kept: ReadonlySet<unknown> },
) {
  const own = before?.sync_pass ?? null;
  if (pass !== null) return before && kept.has(row.id) ? own : pass;
  const stayed = before?.deleted_at === null && before.end_at === row.end_at && before.product_id === row.product_id;
  return stayed ? own : null;
}

function ownColumns({ pass, keepPass, syncedAt, answeredAt = syncedAt }: Context): OwnColumns {
  const kept = new Set(keepPass);
  const answered = toTimestamp(answeredAt);
  return {
    columns: ["sync_pass", "final_seen_at"],
    reads: ["product_id", "end_at"],
    valuesOf: (row, before) => ({
      sync_pass: passOf(row, before, { pass, kept }),
      final_seen_at: isFinal(row.status) ? (before?.final_seen_at ?? answered) : null,
    }),
  };
}

async function upsertTests(db: CustomerSql, writes: readonly TestWrite[], context: Context): Promise<UpsertCounts> {
  const tests = [...new Map(writes.map((test) => [test.id, test])).values()];
  const rows = tests.map(testRow);
  const table = { table: "tests", what: "test", hasParts: true, own: ownColumns(context) };
  const { counts, inserted, revived, previousParts } = await upsertEntities(db, table, rows, context.syncedAt);

  const changedParts = new Set(rows.filter((row) => previousParts.get(row.id) !== row.parts_hash).map(({ id }) => id));
  await replaceTestParts(
    db,
    tests.filter(({ id }) => changedParts.has(id)),
    [...changedParts].filter((id) => !inserted.has(id)),
  );
  if (revived.length > 0) {
    // Whatever was fetched while it was gone says nothing of the bugs it has now.
    await db.postpone(sql`
      UPDATE tests SET bugs_synced_at = NULL
      WHERE customer_id = ${db.customerId} AND id IN ${listOf(revived)} AND bugs_synced_at IS NOT NULL`);
  }
  return counts;
}

export const testWrites = (db: CustomerSql) =>
  ({ upsertTests: (tests, context) => upsertTests(db, tests, context) }) satisfies Partial<StoreWriter>;
