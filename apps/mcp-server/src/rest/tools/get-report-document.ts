import { defineTool } from "../../define-tool.js";
import { readReport } from "../../tools/get-product-quality-report.js";
import { REPORT_SYNONYMS, reportInput } from "../../tools/report-input.js";
import { reportPage } from "../../tools/report-page.js";
import { documentSchema } from "../document.js";

/** The quality report as a page or a table, for programs and browsers: nothing is written to a file. */
export const getReportDocumentTool = defineTool({
  name: "get_product_quality_report",
  title: "Product quality report",
  description: "The quality report of products as a document.",
  input: reportInput,
  output: documentSchema,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  synonyms: REPORT_SYNONYMS,
  async handler({ format = "html", output_file: _written, ...query }, call) {
    const { reportFileName, reportText } = await import("@testio/insights");
    const report = await readReport(query, format, call);
    const [text, file_name] = [
      await reportText(report, format, reportPage(call.context.settings)),
      reportFileName(report, format),
    ];
    if (format === "csv") {
      return { text, file_name, content_type: "text/csv; charset=utf-8; header=present", policy: null };
    }
    const { REPORT_CONTENT_SECURITY_POLICY } = await import("@testio/insights/html");
    const policy = `${REPORT_CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`;
    return { text, file_name, content_type: "text/html; charset=utf-8", policy };
  },
});
