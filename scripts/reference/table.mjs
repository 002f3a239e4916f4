// @ts-check

/**
 * A table in Markdown. Its columns are aligned by the formatter.
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | null | undefined)[])[]} rows
 */
export function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** @param {string | null | undefined} text */
function cell(text) {
  return (text ?? "").replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}

/** @param {unknown} value */
export const code = (value) => `\`${value}\``;

/** What stands above every page that nobody edits. */
export const written = (/** @type {string} */ from) =>
  `<!-- Written by \`npm run reference\` from ${from}. Change it there. -->`;
