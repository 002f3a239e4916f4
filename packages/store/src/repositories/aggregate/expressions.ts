import { type Sql, sql } from "../../sqlite/sql.js";

/** A name, or null where it is blank: `coalesce` for texts. */
export const known = (text: Sql): Sql => sql`CASE WHEN trim(${text}) <> '' THEN ${text} END`;

/** What a bug's status is shown as. */
export const SHOWN_STATUS = sql`CASE WHEN b.status = 'accepted' AND b.auto_accepted THEN 'auto_accepted' ELSE b.status END`;
