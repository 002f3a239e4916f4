import type { Chart, ChartSeries } from "../../../charts/chart.js";
import { figure } from "../../../charts/chart-figure.js";
import { count } from "../../../format/text.js";
import { html } from "../../../markup/html.js";
import { ratio } from "../../../rates/rates.js";
import type { BugsByStatus } from "../../figures.js";
import { share } from "../../numbers.js";
import type { OverTime } from "../../over-time.js";
import { bySeverityRank, sortedCounts } from "../../ranks.js";
import type { ProductQualityReport } from "../../report.js";
import { categoriesOf, unitName } from "../parts/periods.js";
import { fineprint, type Section } from "../parts/section.js";
import { leftOut } from "../parts/table.js";
import { OTHER_SEVERITIES, OUTCOMES, severityLook, titled } from "../parts/tones.js";

/** How grave the bugs were and what became of them, week by week or month by month. */
export function overTimeSection({ over_time, summary, thresholds }: ProductQualityReport): Section {
  const { rows, tests_without_end, unit, definition } = over_time;
  const axis = { unit: "count", categoriesAre: unitName(over_time), categories: categoriesOf(over_time) } as const;
  const charts: Chart[] = [
    { ...axis, type: "stacked", id: "severity-over-time", title: "Bugs by severity", series: bySeverity(over_time) },
    { ...axis, type: "stacked", id: "status-over-time", title: "What became of the bugs", series: byStatus(over_time) },
    {
      ...axis,
      type: "line",
      unit: "percent",
      id: "rates-over-time",
      title: "Rejection and review",
      series: ratesOf(over_time),
      marks: [
        { label: "Rejection: warning", value: thresholds.rejection_rate.warning },
        { label: "Review: warning", value: thresholds.review_rate.warning },
      ],
    },
    {
      type: "bar",
      id: "severities",
      title: "All bugs by severity",
      unit: "count",
      rowsAre: "Severity",
      valuesAre: "Bugs",
      rows: Object.entries(summary.bugs?.by_severity ?? {}).map(([severity, bugs]) => ({
        label: titled(severity),
        value: bugs,
        tone: (severityLook(severity) ?? OTHER_SEVERITIES).tone,
        note: share(ratio(bugs, summary.bugs?.total ?? 0)) ?? undefined,
      })),
    },
  ];
  return {
    id: "over-time",
    title: "Severity and status over time",
    content: [
      rows.length === 0 || summary.bugs === null
        ? html`<p class="nothing">${rows.length === 0 ? "No test in scope has ended." : "Nothing is known about the bugs of these tests."}</p>`
        : html`<div class="pair">${charts.map(figure)}</div>`,
      fineprint(
        definition,
        "Critical, high and low are functional bugs; the rest are other kinds.",
        tests_without_end > 0 &&
          `${count(tests_without_end, "test")} without an end ${tests_without_end === 1 ? "is" : "are"} in none of them.`,
        leftOut(over_time, `earlier ${unit}s`),
      ),
    ],
  };
}

function bySeverity({ rows }: OverTime): ChartSeries[] {
  const seen = new Map(rows.flatMap(({ by_severity }) => Object.entries(by_severity ?? {})));
  const severities = Object.keys(sortedCounts(seen, bySeverityRank));
  const sum = (kinds: readonly string[]) =>
    rows.map(({ by_severity: bugs }) => bugs && kinds.reduce((total, kind) => total + (bugs[kind] ?? 0), 0));
  const others = severities.filter((severity) => severityLook(severity) === null);
  return [
    ...severities.flatMap((severity) => {
      const look = severityLook(severity);
      return look === null ? [] : [{ name: titled(severity), values: sum([severity]), ...look }];
    }),
    ...(others.length === 0 ? [] : [{ ...OTHER_SEVERITIES, values: sum(others) }]),
  ];
}

function byStatus({ rows }: OverTime): ChartSeries[] {
  const isSeen = (key: keyof BugsByStatus) => rows.some(({ by_status }) => (by_status?.[key] ?? 0) > 0);
  // "Other" are statuses that customers seldom see: most reports have none of them.
  return OUTCOMES.filter(({ key }) => key !== "other" || isSeen(key)).map(({ key, ...part }) => ({
    ...part,
    values: rows.map(({ by_status }) => by_status?.[key] ?? null),
  }));
}

function ratesOf({ rows }: OverTime): ChartSeries[] {
  const rate = (part: (bugs: BugsByStatus) => number) =>
    rows.map(({ bugs, by_status }) =>
      bugs === null || by_status === null ? null : ratio(part(by_status), bugs).value,
    );
  return [
    { name: "Rejection rate", tone: "vermillion", values: rate(({ rejected }) => rejected) },
    { name: "Review rate", tone: "blue", values: rate(({ accepted, rejected }) => accepted + rejected) },
  ];
}
