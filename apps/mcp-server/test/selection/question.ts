import type { Golden, GoldenBug, GoldenTest } from "./golden.js";

/** What somebody asks, which tool answers it, and what the answer is. */
export interface Question {
  asks: string;
  tool: string;
  args: (golden: Golden) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** What is true, reckoned from TestIO's own data. */
  expected: (golden: Golden) => unknown;
  /** The same out of the tool's answer. */
  found: (answer: Answer) => unknown;
}

export type Answer = Record<string, unknown>;

/** A value inside of an answer: `at(answer, "pagination", "total")`. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    return typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined;
  }, value);
}

/** A list inside of an answer. */
export function rows(answer: Answer, ...path: string[]): Answer[] {
  const list = at(answer, ...path);
  return Array.isArray(list) ? list : [];
}

/** A field of each row. */
export const each = (list: readonly Answer[], field: string): unknown[] => list.map((row) => row[field]);

export const sorted = (values: readonly unknown[]): unknown[] =>
  [...values].sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));

/** How many rows each value of a key has, in rows of `[key, count]` sorted by key. */
export function counted<Row>(list: readonly Row[], key: (row: Row) => string | number): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of list) counts.set(String(key(row)), (counts.get(String(key(row))) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The rows of metrics as `[dimension, value]`, sorted by dimension. */
export function measured(answer: Answer, dimension: string, metric: string): [string, unknown][] {
  return rows(answer, "data")
    .map((row): [string, unknown] => [String(row[dimension]), row[metric]])
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const EXECUTED = ["running", "locked", "archived", "customer_finalized"];

/** What metrics and reports count: tests that were run, or are. */
export const executed = ({ tests }: Golden): GoldenTest[] => tests.filter(({ status }) => EXECUTED.includes(status));

/** The bugs of those tests. */
export function bugsOf({ bugs }: Golden, tests: readonly GoldenTest[]): GoldenBug[] {
  const ids = new Set(tests.map(({ id }) => id));
  return bugs.filter(({ test }) => ids.has(test));
}

/** The first of a list; fails when there is none, so that no question is answered by nothing. */
export function first<Row>(list: readonly Row[]): Row {
  const [row] = list;
  if (row === undefined) throw new Error("The golden database has nothing to ask about.");
  return row;
}

/** Days from the first to the last, both included, as times compare. */
export const within = (moment: string, start: string, end: string): boolean =>
  moment.slice(0, 10) >= start && moment.slice(0, 10) <= end;
