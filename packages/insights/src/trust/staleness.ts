import { FINAL_TEST_STATUSES, type TestRow } from "@testio/store";
import { day } from "../format/dates.js";
import { count } from "../format/text.js";

const FINAL_STATUSES: ReadonlySet<string> = new Set(FINAL_TEST_STATUSES);

/** Whether a test in this status may still change; in a final one it never does. */
export function canChange(status: string): boolean {
  return !FINAL_STATUSES.has(status);
}

/** Rows of one pass are written minutes apart; only a gap longer than this means that the pass did not read the row. */
const ONE_PASS_MS = 60 * 60 * 1000;

/**
 * A sync stops at tests it knows, so an older test is read again only by the next full read of its list. Says so for the
 * tests shown that can still change.
 */
export function staleRows(rows: readonly TestRow[], asOf: Date | null): { count: number; notes: string[] } {
  if (asOf === null) return { count: 0, notes: [] };
  const stale = rows.filter((row) => canChange(row.status) && row.syncedAt.getTime() < asOf.getTime() - ONE_PASS_MS);
  if (stale.length === 0) return { count: 0, notes: [] };
  const oldest = Math.min(...stale.map((row) => row.syncedAt.getTime()));
  const what = count(stale.length, "test shown can still change and was", "tests shown can still change and were");
  return {
    count: stale.length,
    notes: [
      `${what} last read before the latest sync, the oldest on ${day(new Date(oldest))}: get_test_status reads one of them again, sync_data with force all.`,
    ],
  };
}
