import { html, type Markup } from "../markup/html.js";
import { categoryAxis, valueAxis } from "./axes.js";
import type { StackedBarChart } from "./chart.js";
import { across, rounded, UNKNOWN, written } from "./numbers.js";
import { categoryScale, valueScale } from "./scales.js";
import { segmentsOf, totalOf } from "./stack.js";
import { svg } from "./svg.js";
import { fill, textures } from "./texture.js";

const TOP = 20;
const PLOT = 180;
const HEIGHT = TOP + PLOT + 28;
/** Beyond this many columns there is no room for their totals. */
const MOST_WITH_TOTALS = 14;

export function drawStackedBars(chart: StackedBarChart): Markup {
  const { categories, series, unit, id } = chart;
  const totals = categories.map((_, place) => totalOf(series, place));
  const values = valueScale(Math.max(0, ...totals.map((total) => total ?? 0)), PLOT, unit);
  const names = categoryScale(categories.length);
  const y = (value: number) => rounded(TOP + values.y(value));
  const columns = categories.map(({ label, name = label }, place) => {
    const left = across(names.left(place));
    const segments = segmentsOf(series, place).map(({ part, from, to, value }) => {
      const top = y(to);
      return html`<rect${fill(id, part)} x="${left}" y="${top}" width="${across(names.width)}" height="${rounded(y(from) - top)}"><title>${name}: ${part.name} ${written(value, unit)}</title></rect>`;
    });
    const total = totals[place] ?? null;
    const text = total === null ? UNKNOWN : written(total, unit);
    const isShown = total !== 0 && categories.length <= MOST_WITH_TOTALS;
    return html`${segments}${isShown && html`<text class="chart-value" x="${across(names.middle(place))}" y="${y(total ?? 0) - 6}" text-anchor="middle">${text}</text>`}`;
  });
  return svg(chart, { height: HEIGHT, kind: "columns" }, [
    textures(id, series),
    valueAxis({ ...values, y }, unit),
    html`<g class="chart-segments">${columns}</g>`,
    categoryAxis(categories, names, TOP + PLOT + 20),
  ]);
}
