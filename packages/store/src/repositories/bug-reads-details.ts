import type { CustomerSql } from "../sqlite/customer-sql.js";
import { listOf, sql } from "../sqlite/sql.js";
import type { BugDetails, BugDeviceWrite, BugReader, BugRow } from "../types.js";
import { readComments } from "./bug-comments.js";
import { BUG_COLUMNS } from "./bug-reads-list.js";

interface RawDetails extends BugRow, Pick<BugDetails, "rejectedAt" | "steps" | "expectedResult" | "actualResult"> {
  productTitle: string | null;
  testTitle: string | null;
  bugsSyncedAt: Date | null;
  testFeatureId: number | null;
  featureId: number | null;
  featureTitle: string | null;
  reporterId: number | null;
  reporterName: string | null;
  comments: string | null;
}

async function getBugs(db: CustomerSql, ids: readonly number[]): Promise<BugDetails[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<RawDetails>(sql`
    SELECT b.*, p.title AS "productTitle", t.title AS "testTitle", t.bugs_synced_at AS "bugsSyncedAt",
      tf.feature_id AS "featureId", coalesce(f.title, tf.title) AS "featureTitle", u.id AS "reporterId"
    FROM (
      SELECT ${BUG_COLUMNS}, rejected_at AS "rejectedAt", steps, expected_result AS "expectedResult",
        actual_result AS "actualResult", test_feature_id AS "testFeatureId", reporter AS "reporterName",
        data -> '$.comments' AS comments
      FROM bugs WHERE customer_id = ${db.customerId} AND id IN ${listOf(ids)}
    ) AS b
    LEFT JOIN products p ON p.customer_id = ${db.customerId} AND p.id = b."productId"
    LEFT JOIN tests t ON t.customer_id = ${db.customerId} AND t.id = b."testId"
    LEFT JOIN test_features tf ON tf.customer_id = ${db.customerId} AND tf.test_id = b."testId" AND tf.id = b."testFeatureId"
    LEFT JOIN features f ON f.customer_id = ${db.customerId} AND f.id = tf.feature_id
    LEFT JOIN users u ON u.customer_id = ${db.customerId} AND u.user_type = 'tester' AND u.username = b."reporterName"`);
  const devices = await readDevices(db, ids);
  const byId = new Map(rows.map((row) => [row.id, toDetails(row, devices.get(row.id) ?? [])]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function toDetails(raw: RawDetails, devices: BugDeviceWrite[]): BugDetails {
  const { testFeatureId, featureId, featureTitle, reporterId, reporterName, comments, ...row } = raw;
  return {
    ...row,
    feature: testFeatureId === null ? null : { id: featureId, testFeatureId, title: featureTitle },
    reporter: reporterName === null ? null : { id: reporterId, username: reporterName },
    comments: readComments(comments),
    devices,
  };
}

interface RawDevice extends Omit<BugDeviceWrite, "browsers"> {
  bugId: number;
  browsers: string;
}

async function readDevices(db: CustomerSql, bugIds: readonly number[]): Promise<Map<number, BugDeviceWrite[]>> {
  const rows = await db.query<RawDevice>(sql`
    SELECT bug_id AS "bugId", category, vendor, device, operating_system AS "operatingSystem",
      operating_system_version AS "operatingSystemVersion", browsers
    FROM bug_devices WHERE customer_id = ${db.customerId} AND bug_id IN ${listOf(bugIds)} ORDER BY bug_id, position`);
  const devices = rows.map(({ browsers, ...row }) => ({ ...row, browsers: JSON.parse(browsers) }));
  return new Map(
    [...Map.groupBy(devices, ({ bugId }) => bugId)].map(([id, of]) => [
      id,
      of.map(({ bugId: _, ...device }) => device),
    ]),
  );
}

export const bugDetailReads = (db: CustomerSql) =>
  ({ getBugs: (ids) => getBugs(db, ids) }) satisfies Partial<BugReader>;
