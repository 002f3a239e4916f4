import { type Sql, sql } from "../sqlite/sql.js";
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
const SHOWN_STATUS_TEXT = "CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END";
export const SHOWN_BUG_STATUS: Sql = sql([SHOWN_STATUS_TEXT]);

export const BUG_SEVERITY_RANK: Sql = rankAmong(BUG_SEVERITIES, "severity");
export const BUG_STATUS_RANK: Sql = rankAmong(BUG_STATUSES, `(${SHOWN_STATUS_TEXT})`);
export const TEST_STATUS_PLACE: Sql = rankAmong(TEST_STATUS_RANK, "status");
