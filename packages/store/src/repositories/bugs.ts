import type { CustomerSql } from "../sqlite/customer-sql.js";
import { inSteps } from "../sqlite/in-steps.js";
import { jsonText } from "../sqlite/json-text.js";
import { listOf, sql } from "../sqlite/sql.js";
import { toTimestamp } from "../sqlite/timestamp.js";
import { contentHash, type EntityRow, upsertEntities } from "../sqlite/upsert-entities.js";
import { upsertRows } from "../sqlite/upsert-rows.js";
import type { BugWrite, StoreWriter, UpsertCounts } from "../types.js";

function bugRow(bug: BugWrite): EntityRow & { parts_hash: string } {
  return {
    id: bug.id,
    test_id: bug.testId,
    product_id: bug.productId,
    test_feature_id: bug.testFeatureId,
    title: bug.title,
    severity: bug.severity,
    status: bug.status,
    auto_accepted: bug.autoAccepted,
    known: bug.known,
    rejection_reason: bug.rejectionReason,
    reporter: bug.reporter,
    steps: bug.steps,
    expected_result: bug.expectedResult,
    actual_result: bug.actualResult,
    comments: bug.comments,
    reported_at: toTimestamp(bug.reportedAt),
    exported_at: toTimestamp(bug.exportedAt),
    rejected_at: toTimestamp(bug.rejectedAt ?? null),
    found_systems: foundSystems(bug),
    data: jsonText(bug.data),
    parts_hash: contentHash(bug.devices),
  };
}

/** The systems of its devices, for lists to filter by without a look at those: see schema.prisma. */
function foundSystems({ devices }: BugWrite): string | null {
  const names = devices.map(({ operatingSystem }) => operatingSystem?.toLowerCase() ?? "");
  const systems = new Set(names.filter((name) => name.trim() !== ""));
  return systems.size === 0 ? null : `|${[...systems].join("|")}|`;
}

async function replaceDevices(db: CustomerSql, bugs: readonly BugWrite[], stored: readonly number[]): Promise<void> {
  if (stored.length > 0) {
    await db.execute(sql`DELETE FROM bug_devices WHERE customer_id = ${db.customerId} AND bug_id IN ${listOf(stored)}`);
  }
  const rows = bugs.flatMap((bug) =>
    bug.devices.map((device, position) => ({
      bug_id: bug.id,
      position,
      category: device.category,
      vendor: device.vendor,
      device: device.device,
      operating_system: device.operatingSystem,
      operating_system_version: device.operatingSystemVersion,
      browsers: JSON.stringify(device.browsers),
    })),
  );
  await upsertRows(db, { table: "bug_devices", key: ["bug_id", "position"] }, rows);
}

async function upsertStep(db: CustomerSql, bugs: readonly BugWrite[], syncedAt: Date): Promise<UpsertCounts> {
  const rows = bugs.map(bugRow);
  const table = { table: "bugs", what: "bug", hasParts: true };
  const { counts, inserted, previousParts } = await upsertEntities(db, table, rows, syncedAt);
  const changed = new Set(rows.filter((row) => previousParts.get(row.id) !== row.parts_hash).map(({ id }) => id));
  await replaceDevices(
    db,
    bugs.filter(({ id }) => changed.has(id)),
    [...changed].filter((id) => !inserted.has(id)),
  );
  return counts;
}

export async function upsertBugs(db: CustomerSql, writes: readonly BugWrite[], syncedAt: Date): Promise<UpsertCounts> {
  const total = { inserted: 0, updated: 0 };
  const bugs = [...new Map(writes.map((bug) => [bug.id, bug])).values()];
  for await (const step of inSteps(bugs)) {
    const { inserted, updated } = await upsertStep(db, step, syncedAt);
    total.inserted += inserted;
    total.updated += updated;
  }
  return total;
}

export const bugWrites = (db: CustomerSql) =>
  ({ upsertBugs: (bugs, syncedAt) => upsertBugs(db, bugs, syncedAt) }) satisfies Partial<StoreWriter>;
