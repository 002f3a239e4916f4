import { describe, expect, it } from "vitest";
import {
  type BarChart,
  barChart,
  CHART_CSS,
  CHART_TONES,
  type Chart,
  chartFigure,
  type LineChart,
  lineChart,
  type RateChart,
  rateChart,
  type StackedBarChart,
  stackedBarChart,
} from "../../src/html.js";
import { HOSTILE_TEXTS, pageOf, problemsOf, textsOf, valuesOf } from "../support/markup.js";

const MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026"].map((label) => ({ label, name: `${label}, whole` }));

const STACKED: StackedBarChart = {
  type: "stacked",
  id: "severity",
  title: "Bugs by severity",
  unit: "count",
  categoriesAre: "Month",
  categories: MONTHS,
  series: [
    { name: "Critical", values: [1, null, 0], tone: "vermillion" },
    { name: "High", values: [3, null, 1234], tone: "orange", texture: "hatched" },
  ],
};
const LINES: LineChart = {
  ...STACKED,
  type: "line",
  id: "rates",
  title: "Rates",
  unit: "percent",
  series: [
    { name: "Rejection", values: [0.1, 0.2, null], tone: "vermillion" },
    { name: "Review", values: [null, 0.855, null], tone: "blue" },
  ],
  marks: [{ label: "Warning", value: 0.2 }],
};
const BARS: BarChart = {
  type: "bar",
  id: "reasons",
  title: "Why",
  unit: "count",
  rowsAre: "Reason",
  valuesAre: "Bugs",
  rows: [
    { label: "Known", value: 8, note: "80 %" },
    { label: "Other", value: 2, tone: "grey" },
    { label: "None", value: 0 },
    { label: "Unknown", value: null },
  ],
};
const RATE: RateChart = {
  type: "rate",
  id: "rate",
  title: "Rejection rate",
  summary: "22 %, warning from 20 %.",
  value: 0.22,
  before: 0.31,
  thresholds: { warning: 0.2, critical: 0.35, direction: "above" },
};
const ALL: readonly Chart[] = [STACKED, LINES, BARS, RATE];

describe("a chart", () => {
  it.each(ALL)("is valid, named, and beside its data: $type", (chart) => {
    const figure = chartFigure(chart);
    expect(problemsOf(pageOf(figure))).toEqual([]);
    expect(figure).toMatch(new RegExp(`^<figure class="chart-figure" id="${chart.id}"><figcaption>${chart.title}<`));
    expect(figure).toContain(`role="img" aria-label="${chart.title}`);
    expect(textsOf(figure, "caption")).toEqual([chart.title]);
  });

  it.each(ALL)("has no style or script of its own, and is the same each time: $type", (chart) => {
    const figure = chartFigure(chart);
    expect(figure).not.toMatch(/<style|<script| style=| on\w+=/);
    expect(chartFigure(structuredClone(chart))).toBe(figure);
    expect(new Set(valuesOf(figure, "id")).size).toBe(valuesOf(figure, "id").length);
    expect(valuesOf(figure, "id").every((id) => id.startsWith(chart.id))).toBe(true);
  });

  it("has a style for every class and colour it uses, and other colours by night, but not on paper", () => {
    const used = new Set(ALL.flatMap((chart) => valuesOf(chartFigure(chart), "class")).flatMap((it) => it.split(" ")));
    for (const name of used) if (name !== "chart-of-bars") expect(CHART_CSS).toContain(`.${name}`);
    for (const tone of CHART_TONES) expect(CHART_CSS.match(new RegExp(`--chart-${tone}: #`, "g"))).toHaveLength(2);
    expect(CHART_CSS).toContain("@media screen and (prefers-color-scheme: dark)");
  });

  it("draws whatever text it is given as text", () => {
    for (const text of HOSTILE_TEXTS) {
      const category = { label: text, name: text };
      const series = [
        { name: text, values: [1], tone: "blue", texture: "dotted" } as const,
        { name: text, values: [2], tone: "sky" } as const,
      ];
      const charts: readonly Chart[] = [
        { ...STACKED, title: text, summary: text, categoriesAre: text, categories: [category], series },
        { ...LINES, title: text, categories: [category], series, marks: [{ label: text, value: 1 }] },
        { ...BARS, title: text, rowsAre: text, valuesAre: text, rows: [{ label: text, value: 1, note: text }] },
        { ...RATE, title: text, summary: text },
      ];
      for (const chart of charts) {
        const figure = chartFigure(chart);
        expect(problemsOf(pageOf(figure)), text).toEqual([]);
        expect(figure, text).not.toMatch(/<(script|img|style|!--)|[\p{Cc}\u202e\u2066\ufffe]/u);
        expect(figure.isWellFormed()).toBe(true);
      }
    }
  });
});

describe("stackedBarChart", () => {
  it("draws parts that add up, and leaves a gap for what is unknown", () => {
    const svg = stackedBarChart(STACKED);
    expect(textsOf(svg, "title")).toEqual([
      "Jan 2026, whole: Critical 1",
      "Jan 2026, whole: High 3",
      "Mar 2026, whole: High 1,234",
    ]);
    expect(textsOf(svg, "text")).toEqual(
      expect.arrayContaining(["4", "–", "1,234", "0", "500", "1,000", "Jan 2026", "Mar 2026"]),
    );
    expect(svg).toContain('fill="url(#severity-orange-hatched)"');
  });

  it("says the same in its table, with all together", () => {
    const figure = chartFigure(STACKED);
    expect(textsOf(figure, "th")).toEqual(["Month", "Critical", "High", "All", ...MONTHS.map(({ name }) => name)]);
    expect(textsOf(figure, "td")).toEqual(["1", "3", "4", "–", "–", "–", "0", "1,234", "1,234"]);
    // From the top of a column down.
    expect(textsOf(figure, "li")).toEqual(["High", "Critical"]);
  });

  it("has nothing to draw without categories, and marks whole bugs only", () => {
    const empty = stackedBarChart({ ...STACKED, categories: [], series: [] });
    expect(textsOf(empty, "text")).toEqual(["0", "1"]);
    const one = stackedBarChart({
      ...STACKED,
      categories: [{ label: "Jan" }],
      series: [{ name: "All", values: [2], tone: "blue" }],
    });
    expect(textsOf(one, "text")).toEqual(["0", "1", "2", "2", "Jan"]);
    expect(chartFigure({ ...STACKED, series: STACKED.series.slice(0, 1) })).not.toContain("chart-legend");
  });

  it("names as many of many columns as there is room for, the last among them", () => {
    const categories = Array.from({ length: 60 }, (_, place) => ({ label: `W${place + 1}` }));
    const values = categories.map((_, place) => place);
    const svg = stackedBarChart({ ...STACKED, categories, series: [{ name: "Bugs", values, tone: "blue" }] });
    const named = [...svg.matchAll(/<text[^>]*>(W\d+)</g)];
    expect(named.map(([, name]) => name)).toEqual(["W4", "W12", "W20", "W28", "W36", "W44", "W52", "W60"]);
    const onPhone = named.filter(([text]) => !text.includes("chart-where-room"));
    expect(onPhone.map(([, name]) => name)).toEqual(["W12", "W28", "W44", "W60"]);
    expect(valuesOf(svg, "x").filter((x) => Number.parseFloat(x) > 100)).toEqual([]);
  });
});

describe("lineChart", () => {
  it("breaks its lines where nothing is known, and marks what stands alone", () => {
    const svg = lineChart(LINES);
    const [rejection, review] = valuesOf(svg, "d");
    expect(rejection).toMatch(/^M[\d.]+,[\d.]+L[\d.]+,[\d.]+$/);
    expect(review).toMatch(/^M[\d.]+,[\d.]+Z$/);
    expect(textsOf(svg, "title")).toEqual([
      "Jan 2026, whole: Rejection 10 %",
      "Feb 2026, whole: Rejection 20 %",
      "Feb 2026, whole: Review 85.5 %",
    ]);
    expect(textsOf(svg, "text")).toContain("Warning");
    expect(valuesOf(svg, "stroke-dasharray")).toEqual(["7 4"]);
  });

  it("draws a line of nothing known as none", () => {
    const svg = lineChart({
      ...LINES,
      series: [{ name: "None", values: [null, null, null], tone: "blue" }],
      marks: [],
    });
    expect(svg).not.toContain("<path");
  });

  it("leaves out the marks of many points but of those that stand alone", () => {
    const categories = Array.from({ length: 40 }, (_, place) => ({ label: String(place) }));
    const values = categories.map((_, place) => (place === 20 || place === 22 ? null : 0.5));
    const svg = lineChart({ ...LINES, categories, series: [{ name: "Rate", values, tone: "blue" }] });
    expect(textsOf(svg, "title")).toEqual(["21: Rate 50 %"]);
  });
});

describe("barChart", () => {
  it("makes the largest as long as there is room, and a share as long as it is", () => {
    expect(valuesOf(barChart(BARS), "width").filter((width) => width !== "100%")).toEqual(["25%"]);
    const shares = barChart({ ...BARS, unit: "percent", rows: [{ label: "a", value: 0.125 }] });
    expect(valuesOf(shares, "width")).toEqual(["100%", "100%", "12.5%"]);
    expect(textsOf(shares, "text")).toEqual(["a", "12.5 %"]);
  });

  it("says of each row what is known", () => {
    expect(textsOf(barChart(BARS), "text")).toEqual(["Known", "80 % 8", "Other", "2", "None", "0", "Unknown", "–"]);
    expect(textsOf(chartFigure(BARS), "td")).toEqual(["8 (80 %)", "2", "0", "–"]);
  });

  it("cuts long labels between characters, and has them whole in its table", () => {
    const label = "👩‍👩‍👧".repeat(50);
    const figure = chartFigure({ ...BARS, rows: [{ label, value: 3.25 }], unit: "days" });
    expect(textsOf(figure, "text")).toEqual([`${"👩‍👩‍👧".repeat(33)}…`, "3.3"]);
    expect(textsOf(figure, "th")).toContain(label);
  });
});

describe("rateChart", () => {
  it("puts the rate among its thresholds", () => {
    const svg = rateChart(RATE);
    expect([...svg.matchAll(/<rect class="chart-zone-(\w+)" x="([\d.]+%)"/g)].map(([, zone, x]) => [zone, x])).toEqual([
      ["healthy", "0%"],
      ["warning", "20%"],
      ["critical", "35%"],
    ]);
    expect(textsOf(svg, "title")).toEqual(["Before: 31 %", "Now: 22 %"]);
    expect(textsOf(svg, "text")).toEqual(["20 %", "35 %"]);
  });

  it("turns round where less is worse, and shows nothing where nothing was counted", () => {
    const svg = rateChart({
      ...RATE,
      value: null,
      before: null,
      thresholds: { warning: 0.6, critical: 0.6, direction: "below" },
    });
    expect(
      [...svg.matchAll(/chart-zone-(\w+)" x="([\d.]+%)" y="12" width="([\d.]+%)"/g)].map((it) => it.slice(1)),
    ).toEqual([
      ["critical", "0%", "60%"],
      ["warning", "60%", "0%"],
      ["healthy", "60%", "40%"],
    ]);
    expect(textsOf(svg, "title")).toEqual([]);
    expect(textsOf(svg, "text")).toEqual(["60 %"]);
    expect(textsOf(chartFigure({ ...RATE, before: undefined }), "td")).toEqual(["22 %", "20 %", "35 %"]);
    expect(textsOf(chartFigure(RATE), "td")).toEqual(["22 %", "31 %", "20 %", "35 %"]);
  });

  it("names thresholds that are near each other to either side", () => {
    const svg = rateChart({ ...RATE, thresholds: { warning: 0.2, critical: 0.25, direction: "above" } });
    expect(valuesOf(svg, "text-anchor")).toEqual(["end", "start"]);
  });
});
