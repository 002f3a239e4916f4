import { customerSite, type Settings } from "@testio/config";
import type { ProductQualityReport } from "@testio/insights";
import { plainText } from "../output/plain-text.js";
import { FORMATS, type ReportForm } from "./report-format.js";

/** A report as text, and the name of a file that fits it. */
export async function reportWritten(
  report: ProductQualityReport,
  form: ReportForm,
  settings: Settings,
): Promise<{ text: string; fileName: string }> {
  const { reportFileName, reportText } = await import("@testio/insights");
  const site = customerSite(settings);
  const text = await reportText(report, FORMATS[form], {
    site,
    customer: site === null ? null : settings.customerName,
  });
  return { text: form === "md" ? plainText(text) : text, fileName: reportFileName(report, FORMATS[form]) };
}
