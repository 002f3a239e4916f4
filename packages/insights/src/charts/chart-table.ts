import { html, type Markup } from "../markup/html.js";
import type { Chart, LineChart, StackedBarChart } from "./chart.js";
import { written } from "./numbers.js";
import { totalOf } from "./stack.js";

/** The data of a chart as a table, for those who do not see it and those who want the figures. */
export function chartTable(chart: Chart): Markup {
  const { headings, rows } = contentOf(chart);
  return html`<div class="chart-scroll" role="group" aria-label="${chart.title}: table" tabindex="0"><table class="chart-table"><caption>${chart.title}</caption><thead><tr>${headings.map(
    (heading, place) => html`<th scope="col"${place > 0 && html` class="number"`}>${heading}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([name = "", ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

interface TableContent {
  headings: readonly string[];
  /** The first cell of each is its name. */
  rows: readonly (readonly string[])[];
}

function contentOf(chart: Chart): TableContent {
  switch (chart.type) {
    case "bar":
      return {
        headings: [chart.rowsAre, chart.valuesAre],
        rows: chart.rows.map(({ label, value, note }) => [
          label,
          `${written(value, chart.unit)}${note === undefined ? "" : ` (${note})`}`,
        ]),
      };
    case "rate":
      return {
        headings: ["Value", "Share"],
        rows: [
          ["Now", written(chart.value, "percent")],
          ...(chart.before === undefined ? [] : [["Before", written(chart.before, "percent")]]),
          ["Warning from", written(chart.thresholds.warning, "percent")],
          ["Critical from", written(chart.thresholds.critical, "percent")],
        ],
      };
    default:
      return overCategories(chart);
  }
}

function overCategories({ type, categoriesAre, categories, series, unit }: StackedBarChart | LineChart): TableContent {
  const isSummed = type === "stacked" && series.length > 1;
  return {
    headings: [categoriesAre, ...series.map(({ name }) => name), ...(isSummed ? ["All"] : [])],
    rows: categories.map(({ label, name = label }, place) => [
      name,
      ...series.map(({ values }) => written(values[place] ?? null, unit)),
      ...(isSummed ? [written(totalOf(series, place), unit)] : []),
    ]),
  };
}
