import { homedir } from "node:os";
import { join } from "node:path";
import { TEST_STATUSES } from "@testio/store";
import * as z from "zod";
import { defineTool } from "../define-tool.js";
import { choice, idList, usualChoices } from "../input/forgiving.js";
import { periodShape } from "../input/paging.js";
import { REPORT_FORMATS } from "../input/vocabulary.js";
import { reportSchema } from "../output/report/report.js";
import { insightOptions } from "./insight-options.js";
import { reportThresholds } from "./report-thresholds.js";

const { scope, headline, as_of, coverage, ...figures } = reportSchema.shape;

/** Whatever path is asked for, no report is written anywhere else. */
const reportDirectory = () => join(homedir(), ".testio-mcp", "reports");

export const getProductQualityReportTool = defineTool({
  name: "get_product_quality_report",
  title: "Product quality report",
  description:
    "The quality report (EBR) of one or more products over a period: acceptance, rejection and review rates with health, change against the previous period, severity, rejection reasons, coverage of features and platforms, time to review, per product and per test. Fetches bugs first where they are missing.",
  input: z.strictObject({
    product_ids: idList(),
    test_ids: idList().describe("Exactly these tests; excludes dates and statuses").optional(),
    ...periodShape,
    statuses: usualChoices([...TEST_STATUSES, "all"])
      .describe("Default: running, locked, archived, customer_finalized")
      .optional(),
    format: choice(REPORT_FORMATS).describe("Default json").optional(),
    output_file: z.string().describe("Also write it whole to this name in ~/.testio-mcp/reports").optional(),
  }),
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
  synonyms: { product_id: "product_ids", test_id: "test_ids", status: "statuses" },
  async handler({ format, output_file, ...query }, call) {
    const { getProductQualityReport, reportMarkdown, writeReportFile } = await import("@testio/insights");
    const store = await call.context.store();
    const report = await getProductQualityReport(store, query, {
      ...(await insightOptions(call)),
      thresholds: reportThresholds(call.context.settings),
    });
    const shown = format === "markdown" ? { ...brief(report), markdown: reportMarkdown(report) } : report;
    if (output_file === undefined) return shown;
    const request = { path: output_file, format, directory: reportDirectory() };
    const file = await writeReportFile(report, request);
    const { confidence, summary, rates } = report;
    return { ...brief(report), confidence, summary, rates, file };
  },
});

/** What every form of the report says. */
function brief({ scope, headline, as_of, coverage }: z.input<typeof reportSchema>) {
  return { scope, headline, as_of, coverage };
}
