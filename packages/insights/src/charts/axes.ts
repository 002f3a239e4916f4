import { html, type Markup } from "../markup/html.js";
import type { ChartCategory, ChartUnit } from "./chart.js";
import { across, fitting, rounded, written } from "./numbers.js";
import type { CategoryScale, ValueScale } from "./scales.js";

/** How many labels fit under a chart: on a phone, and where there is more room. */
const FEW = 5;
const MANY = 8;
const LONGEST_LABEL = 12;

/** Lines across the chart with their values, which stand to the left of it. */
export function valueAxis({ y, ticks }: ValueScale, unit: ChartUnit): Markup {
  return html`<g class="chart-grid">${ticks.map((tick) => {
    const height = rounded(y(tick));
    return html`<line x1="0" x2="100%" y1="${height}" y2="${height}"${tick === 0 && html` class="chart-base"`}/><text x="-8" y="${height}" dy=".32em" text-anchor="end">${written(tick, unit)}</text>`;
  })}</g>`;
}

/** The names of the categories under the chart: as many as there is room for, the last one among them. */
export function categoryAxis(categories: readonly ChartCategory[], scale: CategoryScale, top: number): Markup {
  const last = categories.length - 1;
  const wide = Math.ceil(categories.length / MANY);
  // Of those named where there is room, every so many: so they are as far apart on a phone, too.
  const narrow = wide * Math.ceil(categories.length / (wide * FEW));
  return html`<g class="chart-names">${categories.map(({ label }, place) => {
    if ((last - place) % wide !== 0) return null;
    const isAmongFew = (last - place) % narrow === 0;
    const { x, anchor } = within(scale.middle(place));
    return html`<text x="${x}" y="${top}" text-anchor="${anchor}"${!isAmongFew && html` class="chart-where-room"`}>${fitting(label, LONGEST_LABEL)}</text>`;
  })}</g>`;
}

/** The share of the width at either end where a centred name would stand out of the chart. */
const EDGE = 6;

function within(middle: number): { x: string; anchor: "start" | "middle" | "end" } {
  if (middle < EDGE) return { x: "0%", anchor: "start" };
  return middle > 100 - EDGE ? { x: "100%", anchor: "end" } : { x: across(middle), anchor: "middle" };
}
