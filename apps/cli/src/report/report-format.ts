import { extname } from "node:path";
import { choiceOf } from "../args/values.js";
import { UsageError } from "../usage-error.js";

const FORMATS = ["md", "markdown", "json"] as const;
export type ReportForm = "md" | "json";

const BY_EXTENSION: Readonly<Record<string, ReportForm>> = { ".md": "md", ".markdown": "md", ".json": "json" };

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
  const named = args.format === undefined ? null : choiceOf("--format", args.format, FORMATS);
  const format = named === "markdown" ? "md" : named;
  if (args.json && format === "md") {
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
