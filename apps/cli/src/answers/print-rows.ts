import type { Trust } from "@testio/insights";
import wrapAnsi from "wrap-ansi";
import { type Io, writeLine } from "../io.js";
import { chooseColumns } from "../output/choose-columns.js";
import type { Column } from "../output/column.js";
import { csvText } from "../output/csv.js";
import { fittedTable } from "../output/fitted-table.js";
import { jsonText } from "../output/json-text.js";
import type { OutputChoice } from "../output/output-options.js";
import { paintOf } from "../output/paint.js";
import { plainLine } from "../output/plain-text.js";
import { trustLine } from "../output/trust-line.js";
import { inCommands } from "./in-commands.js";

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

/** Prints rows as a table, CSV or JSON; their age and coverage come last, and do not mix with what programs read. */
export function printRows<Row>(printed: PrintedRows<Row>, choice: OutputChoice, io: Io): void {
  const { answer, columns, rows, summary } = printed;
  const last = trustLine(summary, answer, io.now());
  const whenEmpty = rows.length === 0 ? printed.whenEmpty.map(plainLine) : [];
  if (choice.json) {
    writeLine(io.stdout, jsonText(answer));
    for (const line of [...whenEmpty, last]) writeLine(io.stderr, line);
    return;
  }
  const shown = chooseColumns(columns, choice.columns, printed);
  const notes = [...printed.notes, ...answer.coverage.notes].map((note) => `Note: ${plainLine(inCommands(note))}`);
  if (choice.csv) {
    io.stdout.write(csvText(shown, rows));
    for (const line of [...whenEmpty, ...notes, last]) writeLine(io.stderr, line);
    return;
  }
  const paint = paintOf(io);
  const width = io.stdout.isTTY === true ? (io.stdout.columns ?? null) : null;
  const areChosen = choice.columns !== undefined;
  const { text, leftOut } = fittedTable(shown, rows, { width, areChosen, paint });
  const head = rows.length === 0 ? whenEmpty.map((line) => wrapped(line, width)) : [text];
  const room = rows.length > 0 && leftOut.length > 0 ? [`No room for ${leftOut.join(", ")}: see --columns.`] : [];
  const foot = [...room, ...notes, last].map((line) => paint("dim", wrapped(line, width)));
  for (const line of [...head, "", ...foot]) {
    writeLine(io.stdout, line);
  }
}

function wrapped(line: string, width: number | null): string {
  return width === null ? line : wrapAnsi(line, width, { hard: true });
}
