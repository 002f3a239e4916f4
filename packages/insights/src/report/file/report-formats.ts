import { extname } from "node:path";
import { ReportFileError } from "./report-file-error.js";

/** `html`: a page to show or print; `csv`: the tests one by one, for a spreadsheet. */
export const REPORT_FORMATS = ["json", "markdown", "html", "csv"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const EXTENSIONS: Readonly<Record<ReportFormat, readonly [string, ...string[]]>> = {
  json: [".json"],
  markdown: [".md", ".markdown"],
  html: [".html", ".htm"],
  csv: [".csv"],
};

/** The extension that files of a format usually have, with its dot. */
export function extensionOf(format: ReportFormat): string {
  return EXTENSIONS[format][0];
}

/** The format that the extension of a file name means; null when it has none, or means none. */
export function formatNamedBy(path: string): ReportFormat | null {
  const extension = extname(path).toLowerCase();
  return REPORT_FORMATS.find((name) => EXTENSIONS[name].includes(extension)) ?? null;
}

/**
 * The format a file is written in, and its path with an extension: either says the other, JSON where neither is given.
 *
 * @throws ReportFileError when they contradict each other, or the extension is another.
 */
export function formatOf(path: string, format: ReportFormat | undefined): { path: string; format: ReportFormat } {
  if (path.trim() === "") throw new ReportFileError(path, "The name of the report file is empty.");
  const extension = extname(path).toLowerCase();
  if (extension === "") {
    const chosen = format ?? "json";
    return { path: `${path}${extensionOf(chosen)}`, format: chosen };
  }
  const meant = formatNamedBy(path);
  if (meant === null) {
    throw new ReportFileError(
      path,
      `A report cannot be written as ${extension}: end the file name in .html, .md, .json or .csv.`,
    );
  }
  if (format !== undefined && format !== meant) {
    throw new ReportFileError(
      path,
      `The file name ends in ${extension}, which does not fit the format ${format}: change the one or the other.`,
    );
  }
  return { path, format: meant };
}
