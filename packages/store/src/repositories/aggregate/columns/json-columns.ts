import { join, name, type Sql, sql } from "../../../sqlite/sql.js";

/**
 * Columns, each as one JSON array. Row by row, with an object for each, a million bugs would take several times as long
 * on their way as SQLite takes to read them.
 */
export function jsonColumns(columns: Readonly<Record<string, Sql>>): Sql {
  return join(
    Object.entries(columns).map(([alias, expression]) => sql`json_group_array(${expression}) AS ${name(alias)}`),
    ", ",
  );
}

/** Of columns of one SELECT: as long as each other, and in the same order. */
export function parsed<Value>(text: string): Value[] {
  return JSON.parse(text);
}
