import type { MetricsCell, MetricsRow } from "@testio/insights";
import { chartFigure } from "@testio/insights/html";
import { html, raw } from "hono/html";
import type { Trends } from "../data/read-trends.js";
import type { Html } from "./document.js";
import { notesList } from "./notes-list.js";

type Chart = Parameters<typeof chartFigure>[0];
type Series = Extract<Chart, { type: "stacked" }>["series"][number];

/** Worst first, as people read them; what TestIO adds to them counts as other. */
const SEVERITIES: readonly Pick<Series, "name" | "tone" | "texture">[] = [
  { name: "critical", tone: "vermillion" },
  { name: "high", tone: "orange", texture: "hatched" },
  { name: "low", tone: "sky" },
  { name: "visual", tone: "purple", texture: "dotted" },
  { name: "content", tone: "green" },
  { name: "custom", tone: "blue", texture: "hatched" },
];
const OTHER: Pick<Series, "name" | "tone" | "texture"> = { name: "other", tone: "grey" };

/** How tests and bugs went, month by month. */
export function trendsSection(trends: Trends): Html {
  const charts = [bugsBySeverity(trends), rates(trends), tests(trends), reasons(trends)];
  const notes = new Set([...trends.bySeverity.coverage.notes, ...trends.byMonth.coverage.notes]);
  return html`<section id="trends" aria-labelledby="trends-heading">
<h2 id="trends-heading">The last twelve months</h2>
<div class="charts">
${charts.map((chart) => html`<div class="card">${raw(chartFigure(chart))}</div>`)}
</div>
${notesList([...notes])}
</section>`;
}

function bugsBySeverity({ months, bySeverity }: Trends): Chart {
  const series = [...SEVERITIES, OTHER].map((kind) => ({ ...kind, values: months.map(() => 0) }));
  for (const row of bySeverity.data) {
    const kind = series.find(({ name }) => name === row.severity) ?? series.at(-1);
    const place = months.indexOf(String(row.month));
    if (kind !== undefined && place >= 0)
      kind.values[place] = (kind.values[place] ?? 0) + (numberIn(row.bug_count) ?? 0);
  }
  return {
    type: "stacked",
    id: "bugs-by-severity",
    title: "Bugs by severity",
    summary: "By the month in which their test ended.",
    unit: "count",
    ...byMonthAxis(months),
    series: series.filter(({ values }) => values.some((value) => value > 0)),
  };
}

function rates({ months, byMonth }: Trends): Chart {
  const values = (metric: string) => valuesOf(byMonth.data, months, metric);
  return {
    type: "line",
    id: "rates",
    title: "Accepted, rejected and reviewed",
    summary: "Shares of all bugs. Accepted counts those accepted by the clock too; reviewed, what people decided.",
    unit: "percent",
    ...byMonthAxis(months),
    series: [
      { name: "accepted", tone: "green", values: values("overall_acceptance_rate") },
      { name: "rejected", tone: "vermillion", values: values("rejection_rate") },
      { name: "reviewed", tone: "blue", values: values("review_rate") },
    ],
  };
}

function tests({ months, byMonth }: Trends): Chart {
  const values = valuesOf(byMonth.data, months, "test_count").map((value) => value ?? 0);
  return {
    type: "stacked",
    id: "tests",
    title: "Tests",
    summary: "By the month in which they ended.",
    unit: "count",
    ...byMonthAxis(months),
    series: [{ name: "tests", tone: "blue", values }],
  };
}

function reasons({ reasons: { data } }: Trends): Chart {
  return {
    type: "bar",
    id: "rejection-reasons",
    title: "Why bugs were rejected",
    summary: "Rejected bugs by the standard reason given.",
    unit: "count",
    rowsAre: "Reason",
    valuesAre: "Bugs",
    rows: data.map((row) => ({
      label:
        typeof row.rejection_reason === "string" ? row.rejection_reason.replaceAll("_", " ") : "no standard reason",
      value: numberIn(row.rejected_bugs),
      tone: "vermillion",
    })),
  };
}

const SHORT = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short" });
const WHOLE = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" });

function byMonthAxis(months: readonly string[]) {
  const categories = months.map((month) => {
    const first = new Date(`${month}-01T00:00:00Z`);
    return { label: SHORT.format(first), name: WHOLE.format(first) };
  });
  return { categoriesAre: "Month", categories };
}

/** One value for each month, null where there is none. */
function valuesOf(rows: readonly MetricsRow[], months: readonly string[], metric: string): (number | null)[] {
  const byMonth = new Map(rows.map((row) => [row.month, numberIn(row[metric])]));
  return months.map((month) => byMonth.get(month) ?? null);
}

function numberIn(cell: MetricsRow[string] | undefined): number | null {
  if (typeof cell === "number") return cell;
  return isRatio(cell) ? cell.value : null;
}

function isRatio(cell: MetricsRow[string] | undefined): cell is Extract<MetricsCell, object> {
  return typeof cell === "object" && cell !== null && "numerator" in cell;
}
