import { SEARCH_ENTITIES, type SearchEntity, type SearchQuery } from "../../types.js";
import type { CustomerSql } from "../customer-sql.js";
import { type Sql, sql } from "../sql.js";
import { toTimestamp } from "../timestamp.js";

/** What a kind of record is in a rowid: see the first migration. */
export const kindOf = (entity: SearchEntity): number => SEARCH_ENTITIES.indexOf(entity) + 1;

/**
 * The rowid of a record of the customer, or with id 0 the first one of its kind. Made of bit operations, as in the
 * triggers, since their result is an integer: FTS5 ignores a bound that is a float, as the driver binds every number, and
 * reads the whole index.
 */
export const rowidOf = ({ customerId }: CustomerSql, kind: number, id = 0): Sql =>
  sql`((${customerId} << 39) | (${kind} << 36) | ${id})`;

/** The customer's rows of the index, of one kind or of all. This is what keeps customers apart. */
export function within(db: CustomerSql, kind?: number): Sql {
  const first = rowidOf(db, kind ?? 0);
  return sql`search_index.rowid BETWEEN ${first} AND ${first} + (1 << ${kind === undefined ? 39 : 36}) - 1`;
}

/** The time of a search, to the millisecond; nothing where the months that the index knows say it already. */
export function timeOf({ from, before }: SearchQuery): Sql[] {
  if (before && isMonth(before) && (!from || isMonth(from))) return [];
  return [
    ...(from ? [sql`occurred_at >= ${toTimestamp(from)}`] : []),
    ...(before ? [sql`occurred_at < ${toTimestamp(before)}`] : []),
  ];
}

/** Whether a month begins at this moment (UTC, as in the index). */
function isMonth(moment: Date): boolean {
  return moment.getTime() === Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth());
}
