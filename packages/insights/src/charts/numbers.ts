import type { ChartUnit } from "./chart.js";

/** What stands where a value is unknown. */
export const UNKNOWN = "–";

/** 1234567 is "1,234,567". Not left to the language of the machine: the same data gives the same page. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
}

export function written(value: number | null, unit: ChartUnit): string {
  if (value === null) return UNKNOWN;
  if (unit === "percent") return `${Number((value * 100).toFixed(1))} %`;
  return grouped(unit === "days" ? Number(value.toFixed(1)) : value);
}

/** A coordinate along the width of a chart, of which there are 100. */
export function across(value: number): string {
  return `${rounded(value)}%`;
}

/** A coordinate in pixels. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A text for the axis or the legend, where there is room for so many characters. */
export function fitting(text: string, room: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(line)];
  if (characters.length <= room) return line;
  return `${characters
    .slice(0, room - 1)
    .map(({ segment }) => segment)
    .join("")
    .trimEnd()}…`;
}
