// What `Prisma.sql`, `Prisma.join` and `Prisma.raw` are: from here, they come without the client.
import { join, raw, type Sql, sql } from "@prisma/client-runtime-utils";

export type SqlValue = string | number | boolean | null;

/** `sql` is SQL with its values apart; nests. */
export { join, type Sql, sql };

/** The name of a table or column. Only ever a name written in our sources, never a value. */
export const name = (identifier: string): Sql => raw(`"${identifier}"`);

export const names = (identifiers: readonly string[]): Sql => raw(identifiers.map((it) => `"${it}"`).join(", "));

/** Conditions that must all hold. */
export const all = (conditions: readonly Sql[]): Sql => join([...conditions], " AND ");

/** A list of any length for `IN`, as one parameter: SQLite allows 32,766 of them. */
export const listOf = (values: readonly (string | number)[]): Sql =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
