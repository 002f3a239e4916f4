import type { ReportLimits } from "../capped.js";
import type { ReportFormat } from "./report-formats.js";

/** What SQLite takes for "no limit" and every language for a number. */
const ALL_TESTS = 2_147_483_647;
/** About six pages of paper. */
const TESTS_ON_A_PAGE = 200;

/** How many rows the lists of a report hold that is asked for in this format: a table for a spreadsheet has all tests. */
export function reportLimits(format: ReportFormat): Partial<ReportLimits> {
  if (format === "csv") return { tests: ALL_TESTS };
  return format === "html" ? { tests: TESTS_ON_A_PAGE } : {};
}
