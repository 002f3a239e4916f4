import { scaleLinear } from "d3-scale";
import { html, type Markup } from "../markup/html.js";
import type { BarChart } from "./chart.js";
import { across, fitting, rounded, written } from "./numbers.js";
import { svg } from "./svg.js";

const ROW = 38;
const BAR = 8;
const LONGEST_LABEL = 34;
const LONGEST_NOTE = 14;

export function drawBars(chart: BarChart): Markup {
  const largest = Math.max(0, ...chart.rows.map(({ value }) => value ?? 0));
  // A share is one of the whole; of other values the largest is as long as there is room.
  const length = scaleLinear()
    .domain([0, chart.unit === "percent" ? Math.max(1, largest) : largest || 1])
    .range([0, 100]);
  const rows = chart.rows.map(({ label, value, note, tone = "blue" }, place) => {
    const top = place * ROW;
    return html`<text x="0" y="${top + 14}">${fitting(label, LONGEST_LABEL)}</text><text class="chart-value" x="100%" y="${top + 14}" text-anchor="end">${note !== undefined && html`<tspan class="chart-note">${fitting(note, LONGEST_NOTE)}</tspan> `}${written(value, chart.unit)}</text><rect class="chart-track" x="0" y="${top + 20}" width="100%" height="${BAR}" rx="2"/>${
      value !== null &&
      value > 0 &&
      html`<rect class="chart-${tone}" x="0" y="${top + 20}" width="${across(length(value))}" height="${BAR}" rx="2"/>`
    }`;
  });
  return svg(chart, { height: rounded(Math.max(1, chart.rows.length) * ROW), kind: "bars" }, rows);
}
