import { html, type Markup } from "../markup/html.js";
import type { LineChart, StackedBarChart } from "./chart.js";
import { dashOf, symbolOf } from "./line-chart.js";
import { fitting } from "./numbers.js";
import { fill } from "./texture.js";

const LONGEST_NAME = 40;

/** What the parts of a chart are, in the order in which they are seen from the top. */
export function legend(chart: StackedBarChart | LineChart): Markup {
  const items = chart.series.map((part, place) => {
    const dash = dashOf(place);
    const swatch =
      chart.type === "stacked"
        ? html`<rect${fill(chart.id, part)} width="12" height="12" rx="2"/>`
        : html`<line class="chart-line chart-line-${part.tone}" x1="0" x2="24" y1="6" y2="6"${dash !== null && html` stroke-dasharray="${dash}"`}/><path class="chart-${part.tone}" transform="translate(12 6)" d="${symbolOf(place)}"/>`;
    return html`<li><svg class="chart-swatch" aria-hidden="true" width="${chart.type === "stacked" ? 12 : 24}" height="12">${swatch}</svg>${fitting(part.name, LONGEST_NAME)}</li>`;
  });
  return html`<ul class="chart-legend">${chart.type === "stacked" ? items.reverse() : items}</ul>`;
}
