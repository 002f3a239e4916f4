import type { CustomerSql } from "../sqlite/customer-sql.js";
import { type Sql, sql } from "../sqlite/sql.js";
import type { BugQuery, BugReader, BugRow, BugSort, Page } from "../types.js";
import { keptBugCount } from "./bug-counts.js";
import { bugConditions, bugSource, namedFeatures } from "./bug-reads-filter.js";
import { areOneRank, BUG_SEVERITY_RANK, BUG_STATUS_RANK, SHOWN_BUG_STATUS } from "./ranks.js";

export const BUG_COLUMNS = sql`id, test_id AS "testId", product_id AS "productId", title, severity,
  ${SHOWN_BUG_STATUS} AS status, known, rejection_reason AS "rejectionReason", reported_at AS "reportedAt",
  exported_at AS "exportedAt", synced_at AS "syncedAt", deleted_at AS "deletedAt"`;

/** The columns that {@link orderBy} looks at. */
const SORTED_BY: Record<BugSort, Sql> = {
  reported_at: sql`reported_at`,
  severity: sql`severity, reported_at`,
  status: sql`status, auto_accepted, reported_at`,
  title: sql`title`,
};

/** Of ranks the smallest is the first in descending order; of equals the latest reported is. */
function orderBy({ sort = "reported_at", order = "desc", severities, statuses }: BugQuery): Sql {
  const up = sql`ASC`;
  const down = sql`DESC`;
  const [along, against] = order === "asc" ? [up, down] : [down, up];
  const byTime = sql`reported_at ${along}, id ${along}`;
  switch (sort) {
    case "reported_at":
      return byTime;
    case "severity":
      return areOneRank(severities) ? byTime : sql`${BUG_SEVERITY_RANK} ${against}, ${byTime}`;
    case "status":
      return areOneRank(statuses) ? byTime : sql`${BUG_STATUS_RANK} ${against}, ${byTime}`;
    case "title":
      return sql`title COLLATE NOCASE ${along}, id ${along}`;
  }
}

/** Whether an index has the bugs in the order asked for: there are those of one product, and of all. */
function isIndexed({ productIds, sort = "reported_at", ...others }: BugQuery): boolean {
  const { testIds, featureIds, reporterId, reportedFrom, reportedBefore } = others;
  if (testIds || featureIds || reporterId !== undefined || (productIds && productIds.length !== 1)) return false;
  return sort === "reported_at" || !(reportedFrom || reportedBefore);
}

async function listBugs(db: CustomerSql, query: BugQuery): Promise<Page<BugRow>> {
  const matching = sql`FROM ${bugSource(db, query)} WHERE ${bugConditions(db, query)}`;
  const rows = await db.query<BugRow & { total: bigint | number }>(pageSql(db, query, matching));
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: Number(rows[0]?.total ?? (await countBugs(db, query, matching))),
  };
}

function pageSql(db: CustomerSql, query: BugQuery, matching: Sql): Sql {
  const order = orderBy(query);
  const page = sql`ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`;
  const total = totalOf(db, query, matching);
  if (isIndexed(query)) return sql`SELECT ${BUG_COLUMNS}, ${total} AS total ${matching} ${page}`;
  // They have to be sorted: by as little of them as that takes.
  const sorted = (ids: Sql, total: Sql) => sql`
    SELECT ${BUG_COLUMNS}, ${total} AS total FROM bugs
    WHERE customer_id = ${db.customerId} AND id IN (${ids}) ORDER BY ${order}`;
  if (namedFeatures(query) === null) return sorted(sql`SELECT id ${matching} ${page}`, total);
  // To find those of a feature takes longer than to put them aside, so that they are found once.
  return sql`
    WITH found AS MATERIALIZED (SELECT id, ${SORTED_BY[query.sort ?? "reported_at"]} ${matching})
    ${sorted(sql`SELECT id FROM found ${page}`, sql`(SELECT count(*) FROM found)`)}`;
}

async function countBugs(db: CustomerSql, query: BugQuery, matching: Sql): Promise<bigint | number> {
  const [row] = await db.query<{ total: bigint | number }>(sql`SELECT ${totalOf(db, query, matching)} AS total`);
  return row?.total ?? 0;
}

/** How many there are: of whole products, statuses and severities it is kept at every write, so that nothing has to be counted. */
function totalOf(db: CustomerSql, query: BugQuery, matching: Sql): Sql {
  const { testIds, featureIds, rejectionReasons, known, exported, reporterId, foundPlatforms, ...rest } = query;
  const { reportedFrom, reportedBefore, ...counted } = rest;
  const isNarrowed = [testIds, featureIds, rejectionReasons, known, exported, reporterId, foundPlatforms].some(isGiven);
  if (isNarrowed || isGiven(reportedFrom) || isGiven(reportedBefore)) return sql`(SELECT count(*) ${matching})`;
  return keptBugCount(db, counted);
}

const isGiven = (value: unknown): boolean => value !== undefined;

export const bugListReads = (db: CustomerSql) =>
  ({ listBugs: (query) => listBugs(db, query) }) satisfies Partial<BugReader>;
