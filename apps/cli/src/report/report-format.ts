import { extname } from "node:path";
import type { ReportFormat } from "@testio/insights";
import { choiceOf } from "../args/values.js";
import { UsageError } from "../usage-error.js";

/** As people name them. */
export const REPORT_FORMS = ["html", "md", "json", "csv"] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** As the library names them. */
export const FORMATS: Readonly<Record<ReportForm, ReportFormat>> = {
  html: "html",
  md: "markdown",
  json: "json",
  csv: "csv",
};

const BY_EXTENSION: Readonly<Record<string, ReportForm>> = {
  ".html": "html",
  ".htm": "html",
  ".md": "md",
  ".markdown": "md",
  ".json": "json",
  ".csv": "csv",
};

/** What a form is called in a sentence. */
export const FORM_NAMES: Readonly<Record<ReportForm, string>> = {
  html: "an HTML page",
  md: "Markdown",
  json: "JSON",
  csv: "CSV",
};

/**
 * How a report is written: as `--format` says, or `--json`, or the extension of the file; else as Markdown.
 *
 * @throws UsageError when these contradict each other.
 */
export function reportFormOf(args: {
  format?: string | undefined;
  json: boolean;
  output?: string | undefined;
}): ReportForm {
  const named = args.format === undefined ? null : choiceOf("--format", args.format, [...REPORT_FORMS, "markdown"]);
  const format = named === "markdown" ? "md" : named;
  if (args.json && format !== null && format !== "json") {
    throw new UsageError(`--json and --format ${named} contradict each other. Choose one of them.`);
  }
  const asked = args.json ? "json" : format;
  const extension = args.output === undefined ? "" : extname(args.output).toLowerCase();
  const meant = BY_EXTENSION[extension] ?? null;
  if (asked !== null && meant !== null && asked !== meant) {
    throw new UsageError(`--output ends in ${extension}, which does not fit the format ${asked}. Change one of them.`);
  }
  return asked ?? meant ?? "md";
}
