import type { Pagination, Trust } from "@testio/insights";
import { choiceOf, optional } from "../args/values.js";
import { EXIT_CODES } from "../exit-codes.js";
import type { Io } from "../io.js";
import { chooseColumns, needsDetails } from "../output/choose-columns.js";
import type { Column } from "../output/column.js";
import { checkOutput, type OutputChoice } from "../output/output-options.js";
import { pageInWords } from "../output/page-words.js";
import { countOf } from "../output/words.js";
import { type AnswerSession, refreshWords, withAnswers } from "./answer-session.js";
import { DETAILS } from "./list-options.js";
import { printRows } from "./print-rows.js";

interface ListArgs extends OutputChoice {
  "env-file": string | undefined;
  detail?: string | undefined;
}

interface ListSpec<Row, Answer> {
  noun: string;
  columns: readonly Column<Row>[];
  ask: (session: AnswerSession, detail: (typeof DETAILS)[number]) => Promise<Answer>;
  rowsOf: (answer: Answer) => readonly Row[];
  /** Why nothing matches, and what to do about it. */
  whenNone: (answer: Answer) => string;
}

/** Asks for one page of a list, and prints it. Resolves to the exit code. */
export async function answerList<Row, Answer extends Trust & { pagination: Pagination }>(
  args: ListArgs,
  io: Io,
  { noun, columns, ask, rowsOf, whenNone }: ListSpec<Row, Answer>,
): Promise<number> {
  checkOutput(args);
  chooseColumns(columns, args.columns, { isFull: false });
  const asked = optional(args.detail, (text) => choiceOf("--detail", text, DETAILS)) ?? "lean";
  const detail = needsDetails(columns, args.columns) ? "full" : asked;
  const { answer, words } = await withAnswers(io, args["env-file"], async (session) => ({
    answer: await ask(session, detail),
    words: refreshWords(session),
  }));
  const rows = rowsOf(answer);
  const { page, start_index: first, total, per_page, has_more: hasMore } = answer.pagination;
  const pages = countOf(Math.ceil(total / per_page), "page");
  const whenEmpty = total > 0 ? `There is no page ${page}: the list has ${pages}.` : whenNone(answer);
  const summary = [pageInWords({ page, first, rows: rows.length, total, hasMore }, noun), ...words];
  printRows({ answer, columns, rows, isFull: detail === "full", whenEmpty: [whenEmpty], notes: [], summary }, args, io);
  return EXIT_CODES.done;
}
