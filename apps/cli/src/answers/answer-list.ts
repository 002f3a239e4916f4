import type { Pagination, Trust } from "@testio/insights";
import { choiceOf, optional } from "../args/values.js";
import { EXIT_CODES } from "../exit-codes.js";
import type { Io } from "../io.js";
import { chooseColumns, needsDetails } from "../output/choose-columns.js";
import type { Column } from "../output/column.js";
import { checkOutput, type OutputChoice } from "../output/output-options.js";
import { pageInWords } from "../output/page-words.js";
import { countOf } from "../output/words.js";
import { UsageError } from "../usage-error.js";
import { type AnswerSession, refreshWords, withAnswers } from "./answer-session.js";
import { DETAILS, pageQueryOf, type SORT_ORDERS, sortOf } from "./list-options.js";
import type { PrintedPage } from "./print-pages.js";

/** Rows that are in memory at once when all pages are printed. */
const EXPORT_PAGE = 5000;

interface ListArgs extends OutputChoice {
  "env-file": string | undefined;
  detail?: string | undefined;
  limit?: string | undefined;
  page?: string | undefined;
  all: boolean;
  "sort-by"?: string | undefined;
  "sort-order"?: string | undefined;
}

/** Which part of a list, in which order, and how much of each row. */
interface ListPart<Sort> {
  sort_by: Sort | undefined;
  sort_order: (typeof SORT_ORDERS)[number] | undefined;
  page: number;
  per_page: number;
  for_export: boolean;
  detail: (typeof DETAILS)[number];
}

interface ListSpec<Row, Answer, Sort> {
  noun: string;
  columns: readonly Column<Row>[];
  ask: (session: AnswerSession, part: ListPart<Sort>) => Promise<Answer>;
  /** What the rows can be sorted by. */
  sorts: readonly Sort[];
  /** What the answer calls its rows. */
  rowsKey: string;
  rowsOf: (answer: Answer) => readonly Row[];
  /** Why nothing matches, and what to do about it. */
  whenNone: (answer: Answer) => string;
}

/** Asks for one page of a list, or for all of them, and prints it. Resolves to the exit code. */
export async function answerList<Row, Answer extends Trust & { pagination: Pagination }, const Sort extends string>(
  args: ListArgs,
  io: Io,
  { noun, sorts, columns, ask, rowsKey, rowsOf, whenNone }: ListSpec<Row, Answer, Sort>,
): Promise<number> {
  checkOutput(args);
  const part = args.page === undefined ? "limit" : "page";
  if (args.all && args[part] !== undefined) {
    throw new UsageError(`--all and --${part} contradict each other. Choose one of them.`);
  }
  chooseColumns(columns, args.columns, { isFull: false });
  // What is wrong with the question is said before anything is opened.
  pageQueryOf(args, EXPORT_PAGE);
  const order = sortOf(args, sorts);
  const asked = optional(args.detail, (text) => choiceOf("--detail", text, DETAILS)) ?? "lean";
  const detail = needsDetails(columns, args.columns) ? "full" : asked;

  const printedPage = (answer: Answer, words: readonly string[]): PrintedPage<Row> => {
    const rows = rowsOf(answer);
    const { page, start_index: first, total, per_page, has_more: hasMore } = answer.pagination;
    const pages = countOf(Math.ceil(total / per_page), "page");
    const whenEmpty = total > 0 ? `There is no page ${page}: the list has ${pages}.` : whenNone(answer);
    const summary = [pageInWords({ page, first, rows: rows.length, total, hasMore }, noun), ...words];
    return { answer, rowsKey, columns, rows, isFull: detail === "full", whenEmpty: [whenEmpty], notes: [], summary };
  };
  const partOf = ({ settings }: AnswerSession): ListPart<Sort> => ({
    ...order,
    ...pageQueryOf(args, args.all ? EXPORT_PAGE : settings.defaultPageSize),
    for_export: args.all,
    detail,
  });

  if (args.all) {
    const { printPages } = await import("./print-pages.js");
    await withAnswers(io, args["env-file"], async (session) => {
      const words = refreshWords(session);
      const pages = allPages(session, async (asking, page) =>
        printedPage(await ask(asking, { ...partOf(session), page }), words),
      );
      await printPages(pages, (first, rows) => asOnePage(first, rows, noun, words), args, io);
    });
    return EXIT_CODES.done;
  }
  const printed = await withAnswers(io, args["env-file"], async (session) =>
    printedPage(await ask(session, partOf(session)), refreshWords(session)),
  );
  const { printRows } = await import("./print-rows.js");
  printRows(printed, args, io);
  return EXIT_CODES.done;
}

/** What is due is fetched for the first page: that is for all of them. */
async function* allPages<Row>(
  session: AnswerSession,
  ask: (session: AnswerSession, page: number) => Promise<PrintedPage<Row>>,
): AsyncGenerator<PrintedPage<Row>> {
  const { freshness: _freshness, ...options } = session.options;
  for (let page = 1; ; page += 1) {
    const printed = await ask(page === 1 ? session : { ...session, options }, page);
    session.stopProgress();
    yield printed;
    if (!printed.answer.pagination.has_more) return;
  }
}

function asOnePage<Row>(
  first: PrintedPage<Row>,
  rows: number,
  noun: string,
  words: readonly string[],
): PrintedPage<Row> {
  const { total } = first.answer.pagination;
  const pagination = { ...first.answer.pagination, per_page: rows, end_index: rows - 1, has_more: false };
  const changed = rows === total ? [] : [`the list changed meanwhile, from ${countOf(total, noun)}`];
  return { ...first, answer: { ...first.answer, pagination }, summary: [countOf(rows, noun), ...changed, ...words] };
}
