/** A list that may be too long to answer in full; nothing is left out without being counted. */
export interface Capped<Row> {
  /** All there are. */
  total: number;
  /** How many of them are not in `rows`. */
  left_out: number;
  rows: Row[];
}

export function capped<Row>(rows: readonly Row[], limit: number, total = rows.length): Capped<Row> {
  const shown = rows.slice(0, limit);
  return { total, left_out: total - shown.length, rows: shown };
}

/** How many rows the lists of a report hold. */
export interface ReportLimits {
  tests: number;
  products: number;
  /** Of covered and of uncovered features each. */
  features: number;
  /** Of targeted and of found-on platforms each. */
  platforms: number;
  /** Weeks or months, the latest ones. */
  periods: number;
}

export const DEFAULT_LIMITS: ReportLimits = { tests: 50, products: 100, features: 50, platforms: 50, periods: 60 };
