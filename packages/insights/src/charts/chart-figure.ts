import { html, type Markup } from "../markup/html.js";
import { drawBars } from "./bar-chart.js";
import type { Chart } from "./chart.js";
import { chartTable } from "./chart-table.js";
import { legend } from "./legend.js";
import { drawLines } from "./line-chart.js";
import { drawRate } from "./rate-chart.js";
import { drawStackedBars } from "./stacked-bar-chart.js";

/** The drawing alone. */
export function draw(chart: Chart): Markup {
  switch (chart.type) {
    case "bar":
      return drawBars(chart);
    case "stacked":
      return drawStackedBars(chart);
    case "line":
      return drawLines(chart);
    case "rate":
      return drawRate(chart);
  }
}

/** A chart with its caption, its legend and its table, which opens without a script. */
export function figure(chart: Chart): Markup {
  const hasLegend = (chart.type === "stacked" || chart.type === "line") && chart.series.length > 1;
  return html`<figure class="chart-figure" id="${chart.id}"><figcaption>${chart.title}</figcaption>${hasLegend && legend(chart)}${draw(chart)}<details class="chart-data"><summary>Data as a table<span class="chart-hidden">: ${chart.title}</span></summary>${chartTable(chart)}</details></figure>`;
}
