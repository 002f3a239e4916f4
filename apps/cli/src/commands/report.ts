import { resolve } from "node:path";
import type { ProductQualityReport } from "@testio/insights";
import { TEST_STATUSES } from "@testio/store";
import { type AnswerSession, refreshWords, withAnswers } from "../answers/answer-session.js";
import { PERIOD_OPTIONS, periodOf } from "../answers/list-options.js";
import { productsNamed } from "../answers/products-named.js";
import { type Args, defineCommand, JSON_OPTION } from "../args/define-command.js";
import { listOption, textOption } from "../args/options.js";
import { DATE_WORDS, PRODUCT, TEST } from "../args/value-source.js";
import { optional, usualValuesOf } from "../args/values.js";
import { EXIT_CODES } from "../exit-codes.js";
import { parseIds } from "../ids.js";
import { type Io, writeLine } from "../io.js";
import { trustLine } from "../output/trust-line.js";
import { FORM_NAMES, FORMATS, REPORT_FORMS, type ReportForm, reportFormOf } from "../report/report-format.js";
import { reportWritten } from "../report/report-written.js";
import { assertTargetFree, writeTarget } from "../report/write-target.js";
import { UsageError } from "../usage-error.js";

const OPTIONS = {
  products: {
    ...listOption("Ids or names", "product", "product-id", "product-ids"),
    demandOption: true,
    completes: PRODUCT,
  },
  period: {
    ...textOption('The days it is about, as in "last quarter", 2026-07 or "last 90 days"'),
    completes: DATE_WORDS,
  },
  ...PERIOD_OPTIONS,
  statuses: {
    ...listOption(`Tests in these: ${TEST_STATUSES.join(", ")}, all; default: those that were run`, "status"),
    completes: [...TEST_STATUSES, "all"],
  },
  "test-ids": { ...listOption("Exactly these tests; excludes dates and statuses", "test-id"), completes: TEST },
  format: {
    ...textOption(`${REPORT_FORMS.join(", ")} (the tests one by one); default md, or what --output ends in`),
    completes: REPORT_FORMS,
  },
  json: JSON_OPTION,
  output: {
    ...textOption(
      "Write it to this file; an HTML page asked for on a terminal is written to a file in any case",
      "output-file",
    ),
    completes: "file",
  },
  force: { type: "boolean", default: false, description: "Replace the file if it exists" },
} as const;

/** `report`: the quality report of products over a period. */
export const reportCommand = defineCommand({
  name: "report",
  summary:
    "Write the quality report of products: rates and what changed, severity, coverage, time to review, next steps",
  options: OPTIONS,
  examples: [
    [
      '$0 report --products "Web Shop" --period "last quarter" --output q3.html',
      "For a meeting: a page to show or print",
    ],
    ["$0 report --products 598,1024 --start-date 2026-07-01 --end-date 2026-09-30 --format json", "For programs"],
  ],
  async run(args, io) {
    const form = reportFormOf(args);
    const query = queryOf(args);
    const target = args.output === undefined ? null : resolve(io.cwd, args.output);
    if (target !== null) await assertTargetFree(target, args.force);
    const { text, fileName, last } = await withAnswers(io, args["env-file"], async (session) => {
      const report = await askReport(session, args.products, query, form);
      const last = trustLine(refreshWords(session), report, io.now());
      return { ...(await reportWritten(report, form, session.settings)), last };
    }).catch((error: unknown) => {
      throw args.period === undefined ? error : aboutPeriod(error);
    });
    // Nobody reads a page's source on a terminal.
    const isForFile = form === "html" && io.stdout.isTTY === true;
    const file = target ?? (isForFile ? resolve(io.cwd, fileName) : null);
    await deliver(text, form, file, args.force, io);
    writeLine(io.stderr, last);
    return EXIT_CODES.done;
  },
});

async function askReport(
  { store, settings, options }: AnswerSession,
  products: readonly string[],
  query: ReturnType<typeof queryOf>,
  form: ReportForm,
): Promise<ProductQualityReport> {
  const { getProductQualityReport, reportLimits } = await import("@testio/insights");
  const product_ids = await productsNamed(store, settings, products);
  const thresholds = {
    rejection_rate: { warning: settings.rejectionWarning, critical: settings.rejectionCritical },
    auto_acceptance_rate: { warning: settings.autoAcceptanceWarning, critical: settings.autoAcceptanceCritical },
    review_rate: { warning: settings.reviewWarning, critical: settings.reviewCritical },
  };
  return getProductQualityReport(
    store,
    { ...query, product_ids },
    { ...options, thresholds, limits: reportLimits(FORMATS[form]) },
  );
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
  writeLine(io.stderr, `Wrote the report as ${FORM_NAMES[form]} to ${target}.`);
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
