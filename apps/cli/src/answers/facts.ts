import { momentText } from "../output/column.js";
import { listInWords } from "../output/words.js";

/** `2026-05-15 23:30 UTC`; null stays null. */
export function momentFact(iso: string | null): string | null {
  return iso === null ? null : `${momentText(iso)} UTC`;
}

/** A count of something that was perhaps never fetched. */
export function countFact(count: number | null): string {
  return count === null ? "not known: never fetched" : count.toLocaleString("en-US");
}

/** `Web Shop (598)`. */
export function namedFact({ id, name }: { id: number; name: string | null }): string {
  return name === null ? String(id) : `${name} (${id})`;
}

/** `3 critical, 1 high`; what is 0 is left out. */
export function countsFact(counts: Readonly<Record<string, number>>): string | null {
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  return present.length === 0
    ? null
    : present.map(([name, count]) => `${count.toLocaleString("en-US")} ${name}`).join(", ");
}

export function yesOrNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? "yes" : "no";
}

/** `low and critical`, or that none is. */
export function namesFact(names: readonly string[]): string | null {
  return names.length === 0 ? null : listInWords(names);
}
