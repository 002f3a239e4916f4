import { Prisma } from "../generated/prisma/client.js";

export type Sql = ReturnType<typeof Prisma.sql>;
export type SqlValue = string | number | boolean | null;

/** SQL with its values apart; nests. */
export const sql = Prisma.sql;
export const { join } = Prisma;

/** The name of a table or column. Only ever a name written in our sources, never a value. */
export const name = (identifier: string): Sql => Prisma.raw(`"${identifier}"`);

export const names = (identifiers: readonly string[]): Sql => Prisma.raw(identifiers.map((it) => `"${it}"`).join(", "));

/** Conditions that must all hold. */
export const all = (conditions: readonly Sql[]): Sql => join([...conditions], " AND ");

/** A list of any length for `IN`, as one parameter: SQLite allows 32,766 of them. */
export const listOf = (values: readonly (string | number)[]): Sql =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
