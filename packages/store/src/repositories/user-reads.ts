import type { CustomerSql } from "../sqlite/customer-sql.js";
import { all, join, type Sql, sql } from "../sqlite/sql.js";
import { fromTimestamp, toTimestamp } from "../sqlite/timestamp.js";
import type { Page, UserDetails, UserQuery, UserReader, UserRow, UserSort } from "../types.js";

const SORT_KEYS: Record<UserSort, readonly Sql[]> = {
  username: [sql`username COLLATE NOCASE`],
  user_type: [sql`user_type`, sql`username COLLATE NOCASE`],
  last_activity: [sql`last_activity_at`],
  first_seen: [sql`first_seen_at`],
};

interface RawUser extends Omit<UserRow, "lastActivityAt"> {
  /** Stored it comes as a date, computed as text. */
  lastActivityAt: Date | string | null;
}

const COLUMNS = sql`id, username, user_type AS "userType", first_seen_at AS "firstSeenAt",
  last_activity_at AS "lastActivityAt"`;

function toUser({ id, username, userType, firstSeenAt, lastActivityAt: latest }: RawUser): UserRow {
  const lastActivityAt = typeof latest === "string" ? fromTimestamp(latest) : latest;
  return { id, username, userType, firstSeenAt, lastActivityAt };
}

/**
 * Who took part in living tests of a product, with the ends of those. Whoever was active since a moment was so in tests that end
 * since then, the latest among them: no other need be looked at.
 */
function participations({ customerId }: CustomerSql, productId: number, { type, activeFrom }: UserQuery): Sql {
  const since = activeFrom ? sql` AND t.end_at >= ${toTimestamp(activeFrom)}` : sql``;
  const living = sql`t.customer_id = ${customerId} AND t.product_id = ${productId} AND t.deleted_at IS NULL${since}`;
  // CROSS JOIN keeps SQLite from beginning with all bugs there are.
  const testers = sql`
    SELECT 'tester' AS user_type, b.reporter AS username, t.end_at
    FROM tests t CROSS JOIN bugs b ON b.customer_id = t.customer_id AND b.test_id = t.id AND b.deleted_at IS NULL
    WHERE ${living}`;
  const customers = (column: Sql) => sql`
    SELECT u.user_type, u.username, t.end_at FROM users u CROSS JOIN tests t ON ${living} AND t.${column} = u.username
    WHERE u.customer_id = ${customerId} AND u.user_type = 'customer'`;
  const parts = [
    ...(type === "customer" ? [] : [testers]),
    ...(type === "tester" ? [] : [customers(sql`created_by`), customers(sql`submitted_by`)]),
  ];
  return join(parts, " UNION ALL ");
}

/** The people of one product, as if they were all there are. */
function peopleOf(db: CustomerSql, query: UserQuery): Sql {
  const { productId } = query;
  if (productId === undefined) return sql``;
  return sql`
    WITH people AS MATERIALIZED (
      SELECT u.customer_id, u.id, u.username, u.user_type, u.first_seen_at, active.latest AS last_activity_at
      FROM (SELECT user_type, username, max(end_at) AS latest FROM (${participations(db, productId, query)})
        GROUP BY user_type, username) AS active
      CROSS JOIN users u
        ON u.customer_id = ${db.customerId} AND u.user_type = active.user_type AND u.username = active.username)`;
}

async function listUsers(db: CustomerSql, query: UserQuery): Promise<Page<UserRow>> {
  const people = peopleOf(db, query);
  const source = query.productId === undefined ? sql`users` : sql`people`;
  const conditions = [sql`customer_id = ${db.customerId}`];
  if (query.type) conditions.push(sql`user_type = ${query.type}`);
  if (query.activeFrom) conditions.push(sql`last_activity_at >= ${toTimestamp(query.activeFrom)}`);
  const matching = sql`FROM ${source} WHERE ${all(conditions)}`;
  const direction = query.order === "desc" ? sql`DESC` : sql`ASC`;
  const order = [...SORT_KEYS[query.sort ?? "username"], sql`id`].map((key) => sql`${key} ${direction}`);
  const rows = await db.query<RawUser & { total: number | bigint }>(sql`
    ${people} SELECT ${COLUMNS}, (SELECT count(*) ${matching}) AS total ${matching}
    ORDER BY ${join(order)} LIMIT ${query.limit} OFFSET ${query.offset}`);
  const [first] =
    rows.length > 0
      ? rows
      : await db.query<{ total: number | bigint }>(sql`${people} SELECT count(*) AS total ${matching}`);
  return { rows: rows.map(toUser), total: Number(first?.total ?? 0) };
}

type Figures = Pick<UserDetails, "testsCreated" | "testsSubmitted" | "bugsReported">;
type RawFigures = { [Figure in keyof Figures]: number | bigint | null };

async function getUser(db: CustomerSql, id: number): Promise<UserDetails | null> {
  const one = sql`u.customer_id = ${db.customerId} AND u.id = ${id}`;
  const tests = (column: Sql) => sql`
    CASE u.user_type WHEN 'customer' THEN (SELECT count(*) FROM tests t
      WHERE t.customer_id = u.customer_id AND t.${column} = u.username AND t.deleted_at IS NULL) END`;
  const [raw] = await db.query<RawUser & { lastSeenAt: Date } & RawFigures>(sql`
    SELECT ${COLUMNS}, last_seen_at AS "lastSeenAt", ${tests(sql`created_by`)} AS "testsCreated",
      ${tests(sql`submitted_by`)} AS "testsSubmitted",
      CASE u.user_type WHEN 'tester' THEN (SELECT count(*) FROM bugs b
        WHERE b.customer_id = u.customer_id AND b.reporter = u.username AND b.deleted_at IS NULL)
        - (SELECT count(*) FROM stray_bugs s CROSS JOIN bugs b ON b.customer_id = s.customer_id AND b.id = s.bug_id
          WHERE s.customer_id = u.customer_id AND b.reporter = u.username) END AS "bugsReported"
    FROM users u WHERE ${one}`);
  if (raw === undefined) return null;
  return {
    ...toUser(raw),
    lastSeenAt: raw.lastSeenAt,
    testsCreated: numberOrNull(raw.testsCreated),
    testsSubmitted: numberOrNull(raw.testsSubmitted),
    bugsReported: numberOrNull(raw.bugsReported),
  };
}

const numberOrNull = (value: number | bigint | null): number | null => (value === null ? null : Number(value));

export const userReads = (db: CustomerSql) =>
  ({
    listUsers: (query) => listUsers(db, query),
    getUser: (id) => getUser(db, id),
    hasUser: async (id) =>
      (await db.query(sql`SELECT id FROM users WHERE customer_id = ${db.customerId} AND id = ${id}`)).length > 0,
  }) satisfies UserReader;
