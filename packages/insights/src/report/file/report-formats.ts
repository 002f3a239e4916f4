import { extname } from "node:path";
import { ReportFileError } from "./report-file-error.js";

export const REPORT_FORMATS = ["json", "markdown"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const EXTENSIONS: Readonly<Record<ReportFormat, readonly string[]>> = {
  json: [".json"],
  markdown: [".md", ".markdown"],
};

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
    return { path: `${path}${EXTENSIONS[chosen][0]}`, format: chosen };
  }
  const meant = REPORT_FORMATS.find((name) => EXTENSIONS[name].includes(extension));
  if (meant === undefined) {
    throw new ReportFileError(path, `A report cannot be written as ${extension}: end the file name in .json or .md.`);
  }
  if (format !== undefined && format !== meant) {
    throw new ReportFileError(
      path,
      `The file name ends in ${extension}, which does not fit the format ${format}: change the one or the other.`,
    );
  }
  return { path, format: meant };
}
