import { once } from "node:events";
import type { Pagination, Trust } from "@testio/insights";
import { csvText } from "@testio/insights/csv";
import { columnsOf, type Io } from "../io.js";
import { chooseColumns } from "../output/choose-columns.js";
import { fittedTable, type Layout } from "../output/fitted-table.js";
import { jsonText } from "../output/json-text.js";
import type { OutputChoice } from "../output/output-options.js";
import { paintOf } from "../output/paint.js";
import { printFoot } from "./print-rows.js";
import type { PrintedRows } from "./printed-rows.js";

/** One page of a list, and what its answer calls the rows. */
export interface PrintedPage<Row> extends PrintedRows<Row> {
  answer: Trust & { pagination: Pagination };
  rowsKey: string;
}

/**
 * Prints the pages of a list one after the other, as one table, CSV or JSON object; never more than one is in memory.
 * What they have in common is said at the end, as `sum` makes it of the first page and the number of all rows.
 */
export async function printPages<Row>(
  pages: AsyncIterable<PrintedPage<Row>>,
  sum: (first: PrintedPage<Row>, rows: number) => PrintedPage<Row>,
  choice: OutputChoice,
  io: Io,
): Promise<void> {
  const write = choice.json ? jsonWriter() : choice.csv ? csvWriter(choice) : tableWriter(choice, io);
  let rows = 0;
  let first: PrintedPage<Row> | null = null;
  for await (const page of pages) {
    rows += page.rows.length;
    first ??= page;
    await written(write.page(page), io);
  }
  if (first === null) return;
  const summed = sum(first, rows);
  await written(write.end(summed), io);
  printFoot(summed, choice, write.leftOut(), io);
}

interface PageWriter {
  page: <Row>(page: PrintedPage<Row>) => string;
  end: <Row>(sum: PrintedPage<Row>) => string;
  leftOut: () => readonly string[];
}

function csvWriter(choice: OutputChoice): PageWriter {
  let isFirst = true;
  return {
    page(page) {
      const text = csvText(chooseColumns(page.columns, choice.columns, page), page.rows, { header: isFirst });
      isFirst = false;
      return text;
    },
    end: () => "",
    leftOut: () => [],
  };
}

function tableWriter(choice: OutputChoice, io: Io): PageWriter {
  let layout: Layout | undefined;
  let leftOut: readonly string[] = [];
  return {
    page(page) {
      if (page.rows.length === 0) return "";
      const columns = chooseColumns(page.columns, choice.columns, page);
      const areChosen = choice.columns !== undefined;
      const table = fittedTable(columns, page.rows, {
        width: columnsOf(io.stdout),
        areChosen,
        paint: paintOf(io),
        like: layout,
      });
      const lines = layout === undefined ? [table.heading, ...table.lines] : table.lines;
      if (layout === undefined) leftOut = table.leftOut;
      layout = table.layout;
      return `${lines.join("\n")}\n`;
    },
    end: () => "",
    leftOut: () => leftOut,
  };
}

/** The object of one page, with the rows of all in it and what is said of them behind. */
function jsonWriter(): PageWriter {
  let rows = 0;
  return {
    page(page) {
      const texts = page.rows.map((row) => `\n    ${jsonText(row).replaceAll("\n", "\n    ")}`);
      const begun = rows === 0 && texts.length > 0 ? `{\n  ${JSON.stringify(page.rowsKey)}: [` : "";
      const text = `${begun}${rows > 0 && texts.length > 0 ? "," : ""}${texts.join(",")}`;
      rows += texts.length;
      return text;
    },
    end({ answer, rowsKey }) {
      const begun = rows === 0 ? `{\n  ${JSON.stringify(rowsKey)}: []` : "\n  ]";
      const rest = Object.fromEntries(Object.entries(answer).filter(([key]) => key !== rowsKey));
      return `${begun},${jsonText(rest).slice(1)}\n`;
    },
    leftOut: () => [],
  };
}

/** Goes on when there is room for more: whoever reads slowly must not make us keep it all. */
async function written(text: string, { stdout, signal }: Io): Promise<void> {
  signal.throwIfAborted();
  if (text !== "" && !stdout.write(text)) await once(stdout, "drain", { signal });
}
