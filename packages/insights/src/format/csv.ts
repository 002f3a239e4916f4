import { stripVTControlCharacters } from "node:util";
import { stringify } from "csv-stringify/sync";
import { withoutUnseen } from "./unseen.js";

/** What a cell holds; null = unknown, or none. */
export type CsvCell = string | number | boolean | null;

export interface CsvColumn<Row> {
  name: string;
  of: (row: Row) => CsvCell;
}

export interface CsvOptions {
  /** Whether the names of the columns come first; false for the rest of what was begun before. Default true. */
  header?: boolean | undefined;
}

/**
 * Rows as CSV (RFC 4180), under the names of their columns. What a spreadsheet would take for a formula has an apostrophe
 * before it; unknown values are empty.
 */
export function csvText<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  { header = true }: CsvOptions = {},
): string {
  const names = header ? [columns.map(({ name }) => safeText(name))] : [];
  const records = rows.map((row) => columns.map((column) => safeCell(column.of(row))));
  return stringify([...names, ...records], {
    record_delimiter: "windows",
    // By itself it would quote what holds both, as the delimiter does.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { boolean: String },
  });
}

function safeCell(cell: CsvCell): CsvCell {
  return typeof cell === "string" ? safeText(cell) : cell;
}

/** What a terminal or an editor would obey, rather than show, is left out. */
function safeText(text: string): string {
  return withoutUnseen(stripVTControlCharacters(text), "");
}
