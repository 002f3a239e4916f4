import { type Content, html, type Markup } from "../markup/html.js";
import type { ChartHead } from "./chart.js";

/**
 * The frame of a chart. It has no view box: it is as wide as its place, its widths are percentages, and its texts keep
 * their size on a phone. Values stand in a margin that {@link CHART_CSS} gives it.
 */
export function svg(
  { title, summary }: Pick<ChartHead, "title" | "summary">,
  { height, kind }: { height: number; kind: string },
  content: Content,
): Markup {
  const name = summary === undefined ? title : `${title}. ${summary}`;
  return html`<svg class="chart chart-of-${kind}" role="img" aria-label="${name}" width="100%" height="${height}" xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
}
