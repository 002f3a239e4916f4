import type { Trust } from "@testio/insights";
import type { Column } from "../output/column.js";

export interface PrintedRows<Row> {
  /** As the library gave it, for `--json`. */
  answer: Trust;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  isFull: boolean;
  /** What stands in place of a table without rows: why, and what to do. */
  whenEmpty: readonly string[];
  /** To know besides what coverage says. */
  notes: readonly string[];
  /** What the last line begins with. */
  summary: readonly string[];
}
