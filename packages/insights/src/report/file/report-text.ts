import { setImmediate } from "node:timers/promises";
import type { ReportHtmlOptions } from "../html/report-html.js";
import { reportMarkdown } from "../markdown/report-markdown.js";
import type { ProductQualityReport } from "../report.js";
import type { ReportFormat } from "./report-formats.js";

/** A report in any of its formats. What draws the page, and what writes CSV, is loaded when it is asked for. */
export async function reportText(
  report: ProductQualityReport,
  format: ReportFormat,
  options: ReportHtmlOptions = {},
): Promise<string> {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "markdown":
      return reportMarkdown(report);
    case "html": {
      const { reportHtml } = await import("../html/report-html.js");
      return reportHtml(report, options);
    }
    case "csv": {
      const { reportCsvPieces } = await import("../csv/report-csv.js");
      const pieces: string[] = [];
      for (const piece of reportCsvPieces(report)) {
        pieces.push(piece);
        // A server answers others meanwhile.
        await setImmediate();
      }
      return pieces.join("");
    }
  }
}
