import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";
import { html, type Markup } from "../markup/html.js";
import { categoryAxis, valueAxis } from "./axes.js";
import type { ChartSeries, LineChart } from "./chart.js";
import { across, rounded, written } from "./numbers.js";
import { type CategoryScale, categoryScale, valueScale } from "./scales.js";
import { svg } from "./svg.js";

const TOP = 12;
const PLOT = 180;
const HEIGHT = TOP + PLOT + 28;
/** Beyond this many points their marks would hide the line. */
const MOST_WITH_MARKS = 26;
const DASHES = [null, "7 4", "2 3", "10 3 2 3"] as const;
const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond] as const;
const SYMBOL_AREA = 44;

export function drawLines(chart: LineChart): Markup {
  const { categories, series, unit, marks = [] } = chart;
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const values = valueScale(Math.max(0, ...known, ...marks.map(({ value }) => value)), PLOT, unit);
  const names = categoryScale(categories.length);
  const y = (value: number) => rounded(TOP + values.y(value));
  return svg(chart, { height: HEIGHT, kind: "lines" }, [
    valueAxis({ ...values, y }, unit),
    marks.map(({ value }) => html`<line class="chart-mark" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}"/>`),
    html`<svg class="chart-paths" y="${TOP}" width="100%" height="${PLOT}" viewBox="0 0 100 ${PLOT}" preserveAspectRatio="none">${series.map(
      (part, place) => path(part, place, names, values.y),
    )}</svg>`,
    series.map((part, place) => points(part, place, chart, names, y)),
    marks.map(
      ({ label, value }) =>
        html`<text class="chart-mark-name" x="100%" y="${y(value) - 4}" text-anchor="end">${label}</text>`,
    ),
    categoryAxis(categories, names, TOP + PLOT + 20),
  ]);
}

function path(part: ChartSeries, place: number, names: CategoryScale, y: (value: number) => number): Markup | null {
  const drawn = line<number | null>()
    .defined((value) => value !== null)
    .x((_value, at) => names.middle(at))
    .y((value) => y(value ?? 0))
    .digits(2)(part.values);
  const dash = dashOf(place);
  return drawn === null
    ? null
    : html`<path class="chart-line chart-line-${part.tone}" d="${drawn}" fill="none" vector-effect="non-scaling-stroke"${dash !== null && html` stroke-dasharray="${dash}"`}/>`;
}

/** How the line of a series is broken, so that it is not known by its colour alone. */
export function dashOf(place: number): string | null {
  return DASHES[place % DASHES.length] ?? null;
}

/** The shape that marks the points of a series, around 0/0. */
export function symbolOf(place: number): string {
  return symbol(SYMBOLS[place % SYMBOLS.length] ?? symbolCircle, SYMBOL_AREA).digits(2)() ?? "";
}

function points(
  part: ChartSeries,
  place: number,
  { categories, unit }: LineChart,
  names: CategoryScale,
  y: (value: number) => number,
): Markup[] {
  const shape = symbolOf(place);
  // A value between two unknown ones has no line to be seen by.
  const isShown = (at: number) =>
    categories.length <= MOST_WITH_MARKS ||
    ((part.values[at - 1] ?? null) === null && (part.values[at + 1] ?? null) === null);
  return categories.flatMap(({ label, name = label }, at) => {
    const value = part.values[at] ?? null;
    if (value === null || !isShown(at)) return [];
    return [
      html`<svg class="chart-point" x="${across(names.middle(at))}" y="${y(value)}"><path class="chart-${part.tone}" d="${shape}"><title>${name}: ${part.name} ${written(value, unit)}</title></path></svg>`,
    ];
  });
}
