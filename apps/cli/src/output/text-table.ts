/** Columns under their headings; the first `numeric` ones to the right. The last column is not padded. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { numeric }: { numeric: number },
): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? "").length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => {
          if (column < numeric) return cell.padStart(widths[column] ?? 0);
          return column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
        })
        .join("  "),
    )
    .join("\n");
}
