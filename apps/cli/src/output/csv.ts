import { stringify } from "csv-stringify/sync";
import type { Cell, Column } from "./column.js";
import { withoutControls } from "./plain-text.js";

/**
 * Rows as CSV (RFC 4180), under the names of their columns. What a spreadsheet would take for a formula has an apostrophe
 * before it; unknown values are empty; times are ISO 8601.
 */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const header = columns.map(({ name }) => name);
  const records = rows.map((row) => columns.map((column) => csvCell(column.of(row))));
  return stringify([header, ...records], {
    record_delimiter: "windows",
    // By itself it would quote what holds both, as the delimiter does.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { boolean: String },
  });
}

function csvCell(cell: Cell): Cell {
  return typeof cell === "string" ? withoutControls(cell) : cell;
}
