import { REPORT_RATES } from "../../rates/rates.js";
import { fraction, percentagePoints, share, signed, signedPercent } from "../numbers.js";
import type { Change, PreviousPeriod } from "../previous.js";
import type { ProductQualityReport, ReportScope } from "../report.js";
import { percent, rateName } from "../words.js";
import { escapeText } from "./escape.js";
import { table } from "./table.js";

/** What to know before everything else, and how far it can be trusted. */
export function executiveSummary(report: ProductQualityReport): string[] {
  const { scope, headline, confidence, previous_period: previous } = report;
  return [
    "# Product quality report",
    scopeLines(scope).join("\n"),
    "## 1. Executive summary",
    `**${headline.text}**`,
    `${confidence.text} ${confidence.rule}`,
    ratesTable(report),
    ...(previous === null ? [] : changeBlocks(previous)),
    "### What to do next",
    steps(report),
    "### How far this can be trusted",
    trustLines(report).join("\n"),
  ];
}

function scopeLines({ products, period, statuses, test_ids }: ReportScope): string[] {
  const named = products.map(({ id, title }) => `${escapeText(title)} (${id})`);
  return [
    `- Products: ${named.join(", ")}`,
    period === null
      ? "- Period: all times"
      : `- Period: ${period.start ?? "the beginning"} to ${period.end ?? "the latest"}. ${period.applies_to}`,
    test_ids === null
      ? `- Test statuses: ${statuses?.map(escapeText).join(", ") ?? "all"}`
      : `- Tests: ${test_ids.join(", ")}`,
  ];
}

function ratesTable({ rates, thresholds }: ProductQualityReport): string {
  const rows = REPORT_RATES.map((rate) => {
    const { health, sample, definition } = rates[rate];
    const limits = Object.entries(thresholds).find(([name]) => name === rate)?.[1];
    const boundaries = limits
      ? `${percent(limits.warning)} / ${percent(limits.critical)} or ${limits.direction === "above" ? "more" : "less"}`
      : null;
    return [rateName(rate), share(rates[rate]), fraction(rates[rate]), health, boundaries, sample, definition];
  });
  return table(["Rate", "Value:", "Of:", "Health", "Warning / critical", "Sample", "What it is"], rows);
}

function changeBlocks({ start, end, definition, changes, coverage, summary }: PreviousPeriod): string[] {
  const counts: readonly (readonly [string, Change])[] = [
    ["Tests", changes.tests],
    ["Bugs", changes.bugs],
    ["Bugs per test", changes.avg_bugs_per_test],
  ];
  const rows = [
    ...counts.map(([name, { before, now, change, share: part }]) => [
      name,
      before,
      now,
      change === null ? null : signed(change),
      part === null ? null : signedPercent(part),
      null,
    ]),
    ...REPORT_RATES.map((rate) => {
      const { before, now, change, verdict } = changes.rates[rate];
      return [
        rateName(rate),
        before === null ? null : percent(before),
        now === null ? null : percent(now),
        change === null ? null : percentagePoints(change),
        null,
        verdict,
      ];
    }),
  ];
  const missing = summary.tests.without_bug_data;
  return [
    `### Since the previous period (${start} to ${end})`,
    table(["Figure", "Before:", "Now:", "Change:", "Change in %:", "Verdict"], rows),
    definition,
    missing === 0 ? "" : `Of the previous period the bugs of ${missing} tests were never fetched.`,
    coverage.notes.map(escapeText).join(" "),
  ];
}

function steps({ next_steps }: ProductQualityReport): string {
  if (next_steps.length === 0) return "Nothing stands out.";
  return next_steps
    .map(
      ({ priority, finding, action }, place) =>
        `${place + 1}. **${priority}**: ${escapeText(finding)} ${escapeText(action)}`,
    )
    .join("\n");
}

function trustLines({ as_of, coverage }: ProductQualityReport): string[] {
  return [
    `- Data as of: ${as_of ?? "never synced"}`,
    `- ${coverage.complete ? "Nothing in scope is known to be missing." : "Not everything in scope is stored."}`,
    `- Tests whose bugs were never fetched: ${coverage.never_fetched}; stale: ${coverage.stale}; failed just now: ${coverage.failed}; unreadable positions in test lists: ${coverage.problem_positions}`,
    ...coverage.notes.map((note) => `- ${escapeText(note)}`),
  ];
}
