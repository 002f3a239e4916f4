import { homedir } from "node:os";
import { join } from "node:path";
import type { QualityReportQuery, ReportFormat } from "@testio/insights";
import * as z from "zod";
import { defineTool, type ToolCall } from "../define-tool.js";
import { REPORT_FORMATS } from "../input/vocabulary.js";
import { reportSchema } from "../output/report/report.js";
import { insightOptions } from "./insight-options.js";
import { REPORT_SYNONYMS, reportInput } from "./report-input.js";
import { reportPage } from "./report-page.js";
import { reportThresholds } from "./report-thresholds.js";

const { scope, headline, as_of, coverage, ...figures } = reportSchema.shape;

/** Whatever path is asked for, no report is written anywhere else. */
const reportDirectory = () => join(homedir(), ".testio-mcp", "reports");

export const getProductQualityReportTool = defineTool({
  name: "get_product_quality_report",
  title: "Product quality report",
  description:
    "The quality report (EBR) of one or more products over a period: acceptance, rejection and review rates with health, change against the previous period, severity, rejection reasons, coverage of features and platforms, time to review, per product and per test. Fetches bugs first where they are missing.",
  input: reportInput,
  output: z.object({
    scope,
    headline,
    ...z.object(figures).partial().shape,
    markdown: z.string().optional(),
    file: z
      .object({
        file_path: z.string(),
        record_count: z.int(),
        file_size_bytes: z.int(),
        format: z.enum(REPORT_FORMATS),
      })
      .optional(),
    as_of,
    coverage,
  }),
  // It can write a file.
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  synonyms: REPORT_SYNONYMS,
  async handler({ format, output_file, ...query }, call) {
    const { formatNamedBy, reportFileName, reportMarkdown, writeReportFile } = await import("@testio/insights");
    const form = format ?? (output_file === undefined ? null : formatNamedBy(output_file)) ?? "json";
    const report = await readReport(query, form, call);
    // A page or a table of any size must not fill what a model can read: these are always files.
    const path = output_file ?? (form === "html" || form === "csv" ? reportFileName(report, form) : null);
    if (path === null) return form === "markdown" ? { ...brief(report), markdown: reportMarkdown(report) } : report;
    const html = reportPage(call.context.settings);
    const file = await writeReportFile(report, { path, format, directory: reportDirectory(), html });
    const { confidence, summary, rates } = report;
    return { ...brief(report), confidence, summary, rates, file };
  },
});

/** The report as it has to be for a format: a table for a spreadsheet holds more tests than an answer. */
export async function readReport(query: QualityReportQuery, format: ReportFormat, call: ToolCall) {
  const { getProductQualityReport, reportLimits } = await import("@testio/insights");
  const store = await call.context.store();
  return getProductQualityReport(store, query, {
    ...(await insightOptions(call)),
    thresholds: reportThresholds(call.context.settings),
    limits: reportLimits(format),
  });
}

/** What every form of the report says. */
function brief({ scope, headline, as_of, coverage }: z.input<typeof reportSchema>) {
  return { scope, headline, as_of, coverage };
}
