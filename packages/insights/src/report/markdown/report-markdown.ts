import type { ProductQualityReport } from "../report.js";
import { coverageSection } from "./coverage-section.js";
import { executiveSummary } from "./executive-summary.js";
import { performanceSection } from "./performance-section.js";
import { severitySection } from "./severity-section.js";
import { statusSection } from "./status-section.js";

/** The report as a page to read: five sections of Markdown with tables. Texts of customers show as they were written, never as markup. */
export function reportMarkdown(report: ProductQualityReport): string {
  const sections = [executiveSummary, statusSection, coverageSection, severitySection, performanceSection];
  return `${sections.map((section) => blocks(section(report))).join("\n\n")}\n`;
}

function blocks(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
