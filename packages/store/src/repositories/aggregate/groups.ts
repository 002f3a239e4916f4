import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { join, name, type Sql, type SqlValue, sql } from "../../sqlite/sql.js";

/** A statement that groups something: its keys as `k0`, `k1`, …, its counts as `f0`, `f1`, …. */
export interface Grouping {
  keys: readonly Sql[];
  counts: readonly Sql[];
  /** From `FROM` to `WHERE`. */
  source: Sql;
}

/** One group: its key values, then its counts. */
export interface Group {
  keys: SqlValue[];
  counts: number[];
}

export const keyName = (index: number): Sql => name(`k${index}`);
const countName = (index: number): Sql => name(`f${index}`);

/** Expressions under names, for `SELECT`. */
export function aliased(expressions: readonly Sql[], nameOf: (index: number) => Sql): Sql[] {
  return expressions.map((expression, index) => sql`${expression} AS ${nameOf(index)}`);
}

function groupBy(keys: readonly Sql[]): Sql {
  return keys.length === 0
    ? sql``
    : sql`GROUP BY ${join(
        keys.map((_, index) => keyName(index)),
        ", ",
      )}`;
}

function groupedSql({ keys, counts, source }: Grouping, limit: number): Sql {
  const columns = join([...aliased(keys, keyName), ...aliased(counts, countName)], ", ");
  const names = join([...keys.map((_, index) => keyName(index)), ...counts.map((_, index) => countName(index))], ", ");
  // As one text: row by row, a hundred thousand groups would take longer on their way than to be counted.
  return sql`SELECT json_group_array(json_array(${names})) AS groups
    FROM (SELECT ${columns} ${source} ${groupBy(keys)} LIMIT ${limit})`;
}

/** @param limit how many groups at most; -1 = all */
export async function readGroups(db: CustomerSql, grouping: Grouping, limit: number): Promise<Group[]> {
  const [row] = await db.query<{ groups: string }>(groupedSql(grouping, limit));
  const rows: SqlValue[][] = JSON.parse(row?.groups ?? "[]");
  const keys = grouping.keys.length;
  return rows.map((values) => ({
    keys: values.slice(0, keys),
    // The sum over nothing is null.
    counts: values.slice(keys).map((value) => Number(value ?? 0)),
  }));
}

/** Several groupings by the same keys as one: each group with the counts of all of them, 0 where one has no such group. */
export function mergeGroups(parts: readonly { groups: readonly Group[]; counts: number }[]): Group[] {
  const [first] = parts;
  if (parts.length === 1 && first) return [...first.groups];
  const merged = new Map<string, Group>();
  const width = parts.reduce((sum, { counts }) => sum + counts, 0);
  let offset = 0;
  for (const { groups, counts } of parts) {
    for (const group of groups) {
      const id = JSON.stringify(group.keys);
      const whole = merged.get(id) ?? { keys: group.keys, counts: new Array<number>(width).fill(0) };
      whole.counts.splice(offset, counts, ...group.counts);
      merged.set(id, whole);
    }
    offset += counts;
  }
  return [...merged.values()];
}
