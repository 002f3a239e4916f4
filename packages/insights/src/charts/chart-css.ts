import { CHART_TONES } from "./tones.js";

const LIGHT = `
  --chart-blue: #0068a8; --chart-sky: #6db3e2; --chart-green: #008a64; --chart-orange: #d98e00;
  --chart-vermillion: #c44e00; --chart-purple: #a9568a; --chart-grey: #8b95a1;
  --chart-ink: #1d2630; --chart-faint: #5b6773; --chart-line: #dde2e7; --chart-track: #edf0f3; --chart-paper: #fff;
  --chart-healthy: #cfe8de; --chart-warning: #f6dfb0; --chart-critical: #eebfa4;`;

const DARK = `
  --chart-blue: #4aa8e0; --chart-sky: #a5d6f5; --chart-green: #2cc295; --chart-orange: #f0b03c;
  --chart-vermillion: #f07f3c; --chart-purple: #dc94c0; --chart-grey: #8a96a3;
  --chart-ink: #e8edf2; --chart-faint: #a3afbb; --chart-line: #37424e; --chart-track: #2a333d; --chart-paper: #161c22;
  --chart-healthy: #1d4a3c; --chart-warning: #5c4817; --chart-critical: #6b3418;`;

/**
 * The style of all charts, for a style sheet or a `<style>` of the page they stand in. Colours are custom properties on
 * `:root`, which a page may set otherwise; on paper they are the light ones.
 */
export const CHART_CSS = `:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root {${DARK}
} }
.chart-figure { margin: 0; min-width: 0; container-type: inline-size; }
.chart-figure > figcaption { font-weight: 600; margin-bottom: .5rem; }
.chart { display: block; box-sizing: border-box; max-width: 100%; overflow: visible; color: var(--chart-ink); }
.chart text { fill: var(--chart-ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.chart .chart-value { font-weight: 600; }
.chart .chart-note { fill: var(--chart-faint); font-weight: 400; }
.chart-of-columns, .chart-of-lines { padding-left: 2.75rem; }
.chart-of-columns .chart-value { font-size: 11px; }
.chart-grid line { stroke: var(--chart-line); stroke-width: 1; shape-rendering: crispEdges; }
.chart-grid .chart-base { stroke: var(--chart-faint); }
.chart .chart-grid text, .chart .chart-names text, .chart-of-rate text { fill: var(--chart-faint); font-size: 11px; }
.chart-segments rect { stroke: var(--chart-paper); stroke-width: 1; }
.chart-track { fill: var(--chart-track); }
${CHART_TONES.map((tone) => `.chart-${tone} { fill: var(--chart-${tone}); } .chart-line-${tone} { stroke: var(--chart-${tone}); }`).join("\n")}
.chart-texture { fill: var(--chart-paper); opacity: .55; }
.chart-line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.chart-point, .chart-paths { overflow: visible; }
.chart-point path { stroke: var(--chart-paper); stroke-width: 1; }
.chart-mark { stroke: var(--chart-faint); stroke-width: 1; stroke-dasharray: 3 3; }
.chart .chart-mark-name { fill: var(--chart-faint); font-size: 11px; paint-order: stroke; stroke: var(--chart-paper); stroke-width: 4px; stroke-linejoin: round; }
.chart-zone-healthy { fill: var(--chart-healthy); }
.chart-zone-warning { fill: var(--chart-warning); }
.chart-zone-critical { fill: var(--chart-critical); }
.chart-bound { stroke: var(--chart-faint); stroke-width: 1; shape-rendering: crispEdges; }
.chart-now { fill: var(--chart-ink); stroke: var(--chart-paper); stroke-width: 1.5; }
.chart-before { fill: var(--chart-paper); stroke: var(--chart-ink); stroke-width: 1.5; }
.chart-legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 .5rem; padding: 0; list-style: none; font-size: .8125rem; color: var(--chart-faint); }
.chart-legend li { display: flex; align-items: center; gap: .4rem; }
.chart-swatch { flex: none; overflow: visible; }
.chart-data { margin-top: .5rem; font-size: .8125rem; }
.chart-data > summary { width: fit-content; cursor: pointer; color: var(--chart-faint); }
.chart-scroll { overflow-x: auto; margin-top: .5rem; }
.chart-table { border-collapse: collapse; width: 100%; }
.chart-table caption, .chart-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.chart-table th, .chart-table td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--chart-line); text-align: left; font-weight: 400; overflow-wrap: anywhere; }
.chart-table thead th { color: var(--chart-faint); }
.chart-table .number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
@container (max-width: 34rem) { .chart-where-room { display: none; } }
@media print { .chart-figure { break-inside: avoid; } .chart-data:not([open]) { display: none; } }
@media (forced-colors: active) { .chart { forced-color-adjust: none; } }
`;
