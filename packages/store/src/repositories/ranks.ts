import { join, listOf, type Sql, sql } from "../sqlite/sql.js";
import { BUG_SEVERITIES, BUG_STATUSES, TEST_STATUS_RANK } from "../types.js";

/**
 * The place of a value among others, from 0; unknown ones come last. Spelled out, as in the indexes by rank: SQLite takes
 * an index on an expression only for the very same expression, which a parameter is not.
 */
function rankAmong(values: readonly string[], expression: string): Sql {
  const places = values.map((value, place) => `WHEN '${value}' THEN ${place}`).join(" ");
  return sql([`CASE ${expression} ${places} ELSE ${values.length} END`]);
}

/** What the status of a bug is shown as: one that the clock accepted is told apart. */
function shownStatus(columnsOf: string): string {
  const [status, autoAccepted] = [`${columnsOf}status`, `${columnsOf}auto_accepted`];
  return `CASE WHEN ${autoAccepted} AND ${status} = 'accepted' THEN 'auto_accepted' ELSE ${status} END`;
}
export const SHOWN_BUG_STATUS: Sql = sql([shownStatus("")]);
/** The same of bugs that are joined as `b`. */
export const SHOWN_STATUS_OF_B: Sql = sql([shownStatus("b.")]);

export const BUG_SEVERITY_RANK: Sql = rankAmong(BUG_SEVERITIES, "severity");
export const BUG_STATUS_RANK: Sql = rankAmong(BUG_STATUSES, `(${shownStatus("")})`);
export const TEST_STATUS_PLACE: Sql = rankAmong(TEST_STATUS_RANK, "status");

interface Ranked {
  known: readonly string[];
  rank: Sql;
  value: Sql;
}

/** By rank, which the indexes hold in a byte; all unknown values share one, so that those are looked at themselves. */
export function ranked(values: readonly string[], { known, rank, value }: Ranked): Sql {
  const places = values.map((it) => known.indexOf(it)).filter((place) => place >= 0);
  const others = values.filter((it) => !known.includes(it));
  const byPlace = places.length === 0 ? sql`FALSE` : sql`${rank} IN (${join(places)})`;
  if (others.length === 0) return byPlace;
  return sql`(${byPlace} OR (${rank} = ${known.length} AND ${value} IN ${listOf(others)}))`;
}

/** Sorted by what is the same in all of them, SQLite would not see that the index has the rest in order. */
export function areOneRank(values: readonly string[] | undefined): boolean {
  return values?.length === 1;
}
