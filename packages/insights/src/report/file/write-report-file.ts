import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ReportHtmlOptions } from "../html/report-html.js";
import type { ProductQualityReport } from "../report.js";
import { ReportFileError } from "./report-file-error.js";
import { formatOf, type ReportFormat } from "./report-formats.js";
import { placeInside } from "./report-path.js";
import { reportText } from "./report-text.js";

const PRIVATE_FILE = 0o600;

export interface ReportFileRequest {
  /** A path inside `directory`, relative to it or absolute. Its extension (`.html`, `.md`, `.json`, `.csv`) says the format. */
  path: string;
  /** For a path without an extension. Default `json`. */
  format?: ReportFormat | undefined;
  /** The directory of reports, which nothing is written outside of; made if it is missing (0700). */
  directory: string;
  /** What a page of the report says and links to besides. */
  html?: ReportHtmlOptions | undefined;
}

export interface ReportFile {
  file_path: string;
  /** Rows of tests in the file. */
  record_count: number;
  /** In bytes, as on disk. */
  file_size_bytes: number;
  format: ReportFormat;
}

/**
 * Writes a report to a file that this user alone can read. Whoever reads it meanwhile finds the old one or the new one,
 * never half of it.
 *
 * @throws ReportFileError when the path is not allowed, or the file could not be written.
 */
export async function writeReportFile(report: ProductQualityReport, request: ReportFileRequest): Promise<ReportFile> {
  const { path, format } = formatOf(request.path, request.format);
  const bytes = Buffer.from(await reportText(report, format, request.html), "utf8");
  const target = await attempt(request.path, () => placeInside(request.directory, path));
  await attempt(request.path, () => writeAtomically(target, bytes));
  return { file_path: target, record_count: report.tests.rows.length, file_size_bytes: bytes.byteLength, format };
}

async function writeAtomically(target: string, bytes: Buffer): Promise<void> {
  const draft = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    const file = await open(draft, "wx", PRIVATE_FILE);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of its path is no directory",
  EEXIST: "its directory is in the way of a file",
  ENAMETOOLONG: "its path is too long",
};

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReportFileError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = REASONS[code] ?? `of the failure ${code || "of an unknown kind"}`;
    throw new ReportFileError(path, `The report could not be written because ${reason}.`, { cause: error });
  }
}
