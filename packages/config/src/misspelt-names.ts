import { closest, distance } from "fastest-levenshtein";
import { SETTINGS_TABLE } from "./settings-table.js";
import type { Source } from "./sources.js";

const KNOWN = SETTINGS_TABLE.map(({ variable }) => variable);

/** More differing letters than this are another name, not a typing error. */
const MAX_DISTANCE = 3;

/** Warnings about `TESTIO_…` variables that do nothing but resemble one that does. */
export function misspeltNames(sources: readonly Source[]): string[] {
  return sources.flatMap(({ where, values }) =>
    Object.keys(values).flatMap((name) => {
      if (!name.startsWith("TESTIO_") || KNOWN.includes(name)) return [];
      const nearest = closest(name, KNOWN);
      if (distance(name, nearest) > MAX_DISTANCE) return [];
      return [`${name} (set ${where}) is not a setting and is ignored. Did you mean ${nearest}?`];
    }),
  );
}
