import { resolve } from "node:path";
import type { ProductQualityReport } from "@testio/insights";
import { TEST_STATUSES } from "@testio/store";
import { type AnswerSession, refreshWords, withAnswers } from "../answers/answer-session.js";
import { PERIOD_OPTIONS, periodOf } from "../answers/list-options.js";
import { productsNamed } from "../answers/products-named.js";
import { type Args, defineCommand, JSON_OPTION } from "../args/define-command.js";
import { listOption, textOption } from "../args/options.js";
import { optional, usualValuesOf } from "../args/values.js";
import { EXIT_CODES } from "../exit-codes.js";
import { parseIds } from "../ids.js";
import { type Io, writeLine } from "../io.js";
import { jsonText } from "../output/json-text.js";
import { plainText } from "../output/plain-text.js";
import { trustLine } from "../output/trust-line.js";
import { type ReportForm, reportFormOf } from "../report/report-format.js";
import { assertTargetFree, writeTarget } from "../report/write-target.js";
import { UsageError } from "../usage-error.js";

const OPTIONS = {
  products: { ...listOption("Ids or names", "product", "product-id", "product-ids"), demandOption: true },
  period: textOption('The days it is about, as in "last quarter", 2026-07 or "last 90 days"'),
  ...PERIOD_OPTIONS,
  statuses: listOption(`Tests in these: ${TEST_STATUSES.join(", ")}, all; default: those that were run`, "status"),
  "test-ids": listOption("Exactly these tests; excludes dates and statuses", "test-id"),
  format: textOption("md or json; default md, or what --output ends in"),
  json: JSON_OPTION,
  output: textOption("Write it to this file"),
  force: { type: "boolean", default: false, description: "Replace the file of --output if it exists" },
} as const;

/** `report`: the quality report of products over a period. */
export const reportCommand = defineCommand({
  name: "report",
  summary:
    "Write the quality report of products: rates and what changed, severity, coverage, time to review, next steps",
  options: OPTIONS,
  examples: [
    ['$0 report --products "Web Shop" --period "last quarter" --output q3.md', "For a meeting, as Markdown"],
    ["$0 report --products 598,1024 --start-date 2026-07-01 --end-date 2026-09-30 --format json", "For programs"],
  ],
  async run(args, io) {
    const form = reportFormOf(args);
    const query = queryOf(args);
    const target = args.output === undefined ? null : resolve(io.cwd, args.output);
    if (target !== null) await assertTargetFree(target, args.force);
    const { text, last } = await withAnswers(io, args["env-file"], async (session) => {
      const report = await askReport(session, args.products, query);
      return { text: await written(report, form), last: trustLine(refreshWords(session), report, io.now()) };
    }).catch((error: unknown) => {
      throw args.period === undefined ? error : aboutPeriod(error);
    });
    await deliver(text, form, target, args.force, io);
    writeLine(io.stderr, last);
    return EXIT_CODES.done;
  },
});

async function askReport(
  { store, settings, options }: AnswerSession,
  products: readonly string[],
  query: ReturnType<typeof queryOf>,
): Promise<ProductQualityReport> {
  const { getProductQualityReport } = await import("@testio/insights");
  const product_ids = await productsNamed(store, settings, products);
  const thresholds = {
    rejection_rate: { warning: settings.rejectionWarning, critical: settings.rejectionCritical },
    auto_acceptance_rate: { warning: settings.autoAcceptanceWarning, critical: settings.autoAcceptanceCritical },
    review_rate: { warning: settings.reviewWarning, critical: settings.reviewCritical },
  };
  return getProductQualityReport(store, { ...query, product_ids }, { ...options, thresholds });
}

async function written(report: ProductQualityReport, form: ReportForm): Promise<string> {
  if (form === "json") return `${jsonText(report)}\n`;
  const { reportMarkdown } = await import("@testio/insights");
  return plainText(reportMarkdown(report));
}

/** The library knows a period by its first day. */
function aboutPeriod(error: unknown): unknown {
  const isAboutIt =
    error instanceof Error && error.name === "InvalidQueryError" && error.message.includes("start_date");
  return isAboutIt ? new UsageError(error.message.replace("start_date", "--period")) : error;
}

async function deliver(text: string, form: ReportForm, target: string | null, force: boolean, io: Io): Promise<void> {
  if (target === null) {
    io.stdout.write(text);
    return;
  }
  await writeTarget(target, text, force);
  const what = form === "json" ? "as JSON" : "as Markdown";
  writeLine(io.stderr, `Wrote the report ${what} to ${target}.`);
}

function queryOf(args: Args<typeof OPTIONS>) {
  const period = periodOf(args);
  if (args.period !== undefined && (period.start_date !== undefined || period.end_date !== undefined)) {
    throw new UsageError("--period and --start-date or --end-date contradict each other. Choose one of them.");
  }
  return {
    start_date: args.period ?? period.start_date,
    end_date: period.end_date,
    statuses: usualValuesOf(args.statuses),
    test_ids: optional(args["test-ids"], (texts) => parseIds(texts, "test", "--test-ids 123456,123457")),
  };
}
