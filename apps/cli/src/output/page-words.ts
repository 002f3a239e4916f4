import { countOf } from "./words.js";

/** Which part of a list is shown. */
export interface Shown {
  page: number;
  /** Position of the first row in the whole list, from 0. */
  first: number;
  rows: number;
  /** Over all pages; null = not known. */
  total: number | null;
  hasMore: boolean;
}

/** `12 tests`, `100 of 724 tests (--page 2 for more)`, `101-200 of 724 tests (--page 3 for more)`. */
export function pageInWords({ page, first, rows, total, hasMore }: Shown, noun: string): string {
  const more = hasMore ? ` (--page ${page + 1} for more)` : "";
  if (total === null) return `${countOf(rows, noun)}${page > 1 ? ` on page ${page}` : ""}${more}`;
  if (rows === 0 || rows === total) return countOf(total, noun);
  const part = page === 1 ? rows.toLocaleString("en-US") : `${first + 1}-${first + rows}`;
  return `${part} of ${countOf(total, noun)}${more}`;
}
