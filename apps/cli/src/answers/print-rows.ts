import { csvText } from "@testio/insights/csv";
import wrapAnsi from "wrap-ansi";
import { columnsOf, type Io, writeLine } from "../io.js";
import { chooseColumns } from "../output/choose-columns.js";
import { fittedTable } from "../output/fitted-table.js";
import { jsonText } from "../output/json-text.js";
import type { OutputChoice } from "../output/output-options.js";
import { paintOf } from "../output/paint.js";
import { plainLine } from "../output/plain-text.js";
import { trustLine } from "../output/trust-line.js";
import { inCommands } from "./in-commands.js";
import type { PrintedRows } from "./printed-rows.js";

/** Prints rows as a table, CSV or JSON; their age and coverage come last, and do not mix with what programs read. */
export function printRows<Row>(printed: PrintedRows<Row>, choice: OutputChoice, io: Io): void {
  const { answer, columns, rows } = printed;
  if (choice.json) {
    writeLine(io.stdout, jsonText(answer));
    printFoot(printed, choice, [], io);
    return;
  }
  const shown = chooseColumns(columns, choice.columns, printed);
  if (choice.csv) {
    io.stdout.write(csvText(shown, rows));
    printFoot(printed, choice, [], io);
    return;
  }
  if (rows.length === 0) {
    printFoot(printed, choice, [], io);
    return;
  }
  const width = columnsOf(io.stdout);
  const areChosen = choice.columns !== undefined;
  const { heading, lines, leftOut } = fittedTable(shown, rows, { width, areChosen, paint: paintOf(io) });
  for (const line of [heading, ...lines]) writeLine(io.stdout, line);
  printFoot(printed, choice, leftOut, io);
}

/**
 * What follows the rows: why there are none, notes, and the line on age and coverage.
 *
 * @param leftOut columns a table had no room for
 */
export function printFoot<Row>(
  { answer, rows, ...printed }: PrintedRows<Row>,
  choice: OutputChoice,
  leftOut: readonly string[],
  io: Io,
): void {
  const last = trustLine(printed.summary, answer, io.now());
  const whenEmpty = rows.length === 0 ? printed.whenEmpty.map(plainLine) : [];
  const notes = [...printed.notes, ...answer.coverage.notes].map((note) => `Note: ${plainLine(inCommands(note))}`);
  if (choice.json || choice.csv) {
    for (const line of [...whenEmpty, ...(choice.json ? [] : notes), last]) writeLine(io.stderr, line);
    return;
  }
  const width = columnsOf(io.stdout);
  const paint = paintOf(io);
  const room = leftOut.length > 0 ? [`No room for ${leftOut.join(", ")}: see --columns.`] : [];
  const foot = [...room, ...notes, last].map((line) => paint("dim", wrapped(line, width)));
  for (const line of [...whenEmpty.map((text) => wrapped(text, width)), "", ...foot]) writeLine(io.stdout, line);
}

function wrapped(line: string, width: number | null): string {
  return width === null ? line : wrapAnsi(line, width, { hard: true });
}
