/** What a cell holds; text of customers has to be escaped before. Null = unknown. */
export type Cell = string | number | null;

const UNKNOWN = "–";

/** A Markdown table; a sentence instead when it has no rows. Columns whose heading ends in `:` are numbers, to the right. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], empty = "None."): string {
  if (rows.length === 0) return empty;
  const titles = headings.map((heading) => heading.replace(/:$/, ""));
  const rule = headings.map((heading) => (heading.endsWith(":") ? "---:" : "---"));
  return [titles, rule, ...rows.map((row) => row.map((cell) => cell ?? UNKNOWN))].map(line).join("\n");
}

function line(cells: readonly Cell[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** What a table leaves out, as a line under it; nothing when it is whole. */
export function leftOut({ left_out: amount }: { left_out: number }, what: string): string {
  return amount === 0 ? "" : `${amount} more ${what} not shown.`;
}
