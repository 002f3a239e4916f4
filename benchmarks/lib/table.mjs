// @ts-check

/**
 * @typedef {{ what: string, measured: string, target: string, met: boolean, value: number, limit: number }} Row
 */

/**
 * One line of the result: a figure that must not exceed its limit (or, with `atLeast`, fall below it).
 * @param {string} what
 * @param {number} value
 * @param {number} limit
 * @param {{ unit?: string, atLeast?: boolean, detail?: string }} [options]
 * @returns {Row}
 */
export function row(what, value, limit, { unit = "", atLeast = false, detail = "" } = {}) {
  const met = atLeast ? value >= limit : value <= limit;
  const text = (/** @type {number} */ figure) => `${Number(figure.toPrecision(3))}${unit}`;
  return {
    what,
    value,
    limit,
    met,
    measured: detail ? `${text(value)} (${detail})` : text(value),
    target: `${atLeast ? ">=" : "<="} ${text(limit)}`,
  };
}

/** @param {readonly Row[]} rows */
export function print(rows) {
  const lines = [
    ["What", "Measured", "Must reach", ""],
    ...rows.map((r) => [r.what, r.measured, r.target, r.met ? "ok" : "NOT MET"]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
