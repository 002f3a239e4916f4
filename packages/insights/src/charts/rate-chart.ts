import { html, type Markup } from "../markup/html.js";
import type { RateChart } from "./chart.js";
import { across, written } from "./numbers.js";
import { svg } from "./svg.js";

const HEIGHT = 44;
const TRACK_TOP = 12;
const TRACK = 10;
const WHOLE = 100;
/** The share of the width of a phone that the name of a boundary takes. */
const ROOM_FOR_NAMES = 0.12;

/** A share between 0 and 100 %, with its thresholds: the further into the darker zones, the graver. */
export function drawRate(chart: RateChart): Markup {
  const { value, before = null, thresholds } = chart;
  const { warning, critical, direction } = thresholds;
  const [first, second] = direction === "above" ? [warning, critical] : [critical, warning];
  const bounds = [0, first * WHOLE, second * WHOLE, WHOLE];
  const zones = direction === "above" ? ["healthy", "warning", "critical"] : ["critical", "warning", "healthy"];
  const areApart = first === second || second - first >= ROOM_FOR_NAMES;
  return svg(chart, { height: HEIGHT, kind: "rate" }, [
    zones.map((zone, place) => {
      const [from = 0, to = WHOLE] = bounds.slice(place);
      return html`<rect class="chart-zone-${zone}" x="${across(from)}" y="${TRACK_TOP}" width="${across(to - from)}" height="${TRACK}"/>`;
    }),
    [first, second].map(
      (bound) =>
        html`<line class="chart-bound" x1="${across(bound * WHOLE)}" x2="${across(bound * WHOLE)}" y1="${TRACK_TOP - 2}" y2="${TRACK_TOP + TRACK + 4}"/>`,
    ),
    boundName(first, areApart ? "middle" : "end"),
    first !== second && boundName(second, areApart ? "middle" : "start"),
    before !== null &&
      html`<svg class="chart-point" x="${across(before * WHOLE)}" y="${TRACK_TOP + TRACK / 2}"><circle class="chart-before" r="5"><title>Before: ${written(before, "percent")}</title></circle></svg>`,
    value !== null &&
      html`<svg class="chart-point" x="${across(value * WHOLE)}" y="${TRACK_TOP + TRACK / 2}"><rect class="chart-now" x="-3" y="-11" width="6" height="22" rx="2"><title>Now: ${written(value, "percent")}</title></rect></svg>`,
  ]);
}

/** Two boundaries near each other are named to either side. */
function boundName(bound: number, anchor: "start" | "middle" | "end"): Markup {
  return html`<text x="${across(bound * WHOLE)}" y="${HEIGHT - 4}" text-anchor="${anchor}">${written(bound, "percent")}</text>`;
}
