import { type Sql, sql } from "../../sqlite/sql.js";

/** A name, or null where it is blank: `coalesce` for texts. */
export const known = (text: Sql): Sql => sql`CASE WHEN trim(${text}) <> '' THEN ${text} END`;
