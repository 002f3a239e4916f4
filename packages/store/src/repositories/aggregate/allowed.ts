import type { Codes, Lists, Rows } from "./columns/codes.js";
import { type Dictionary, NONE } from "./columns/dictionary.js";
import type { Scratch } from "./columns/scratch.js";

/** 1 for each code that a filter lets through. Null = all. */
export type Allowed = Uint8Array | null;

/** @param values null among them is "none"; undefined does not narrow */
export function allowed<Value extends string | number>(
  dictionary: Dictionary<Value>,
  values: readonly (Value | null)[] | undefined,
): Allowed {
  if (values === undefined) return null;
  const wanted = new Set(values);
  return Uint8Array.from(dictionary.values(), (value) => Number(wanted.has(value)));
}

/** The same of names that are written in letters of either case, of ASCII. */
export function allowedNames(dictionary: Dictionary<string>, names: readonly (string | null)[] | undefined): Allowed {
  if (names === undefined) return null;
  const wanted = new Set(names.map(lowered));
  return Uint8Array.from(dictionary.values(), (name) => Number(wanted.has(lowered(name))));
}

const lowered = (name: string | null): string | null =>
  name?.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) ?? null;

/** Those of all rows whose code is let through. */
export function rowsWith(codes: Codes, allow: Uint8Array, scratch: Scratch): Rows {
  const kept = scratch.take(codes.length);
  let size = 0;
  for (let row = 0; row < codes.length; row += 1) if (allow[codes[row] ?? NONE] === 1) kept[size++] = row;
  return kept.subarray(0, size);
}

/** The rows whose code is let through. */
export function keep(rows: Rows, codes: Codes, allow: Allowed, scratch: Scratch): Rows {
  if (allow === null) return rows;
  const kept = scratch.take(rows.length);
  let size = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    if (allow[codes[row] ?? NONE] === 1) kept[size++] = row;
  }
  return kept.subarray(0, size);
}

/** The rows that have a code which is let through, or, where "none" is, no code at all. */
export function keepListed(rows: Rows, lists: Lists, allow: Allowed): Rows {
  return allow === null ? rows : rows.filter((row) => isAllowed(lists, row, allow));
}

function isAllowed({ starts, values }: Lists, row: number, allow: Uint8Array): boolean {
  const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
  if (start === end) return allow[NONE] === 1;
  for (let at = start; at < end; at += 1) if (allow[values[at] ?? NONE] === 1) return true;
  return false;
}
