import { JSON_OPTION } from "../args/define-command.js";
import { listOption } from "../args/options.js";
import { UsageError } from "../usage-error.js";

/** How a list is printed. */
export const OUTPUT_OPTIONS = {
  json: JSON_OPTION,
  csv: { type: "boolean", default: false, description: "Print CSV, safe to open in a spreadsheet" },
  columns: listOption("Show these columns, as in id,title", "column"),
} as const;

/** The same for rows of these columns. */
export function outputOptions(columns: readonly { name: string }[]) {
  const completes = columns.map(({ name }) => name);
  return { ...OUTPUT_OPTIONS, columns: { ...OUTPUT_OPTIONS.columns, completes } } as const;
}

export interface OutputChoice {
  json: boolean;
  csv: boolean;
  columns?: readonly string[] | undefined;
}

/** @throws UsageError when two ways of printing are asked for. */
export function checkOutput({ json, csv, columns }: OutputChoice): void {
  if (json && csv) throw new UsageError("--json and --csv contradict each other. Choose one of them.");
  if (json && columns !== undefined) {
    throw new UsageError("--columns and --json contradict each other: JSON has all there is. Leave out one of them.");
  }
}
