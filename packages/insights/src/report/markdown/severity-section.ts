import { ratio } from "../../rates/rates.js";
import { share } from "../numbers.js";
import { bySeverityRank, sortedCounts } from "../ranks.js";
import type { ProductQualityReport } from "../report.js";
import { escapeText } from "./escape.js";
import { table } from "./table.js";

/** How grave the bugs were, in all and over time. */
export function severitySection({ summary: { bugs }, over_time }: ProductQualityReport): string[] {
  const seen = new Map(over_time.rows.flatMap(({ by_severity }) => Object.entries(by_severity ?? {})));
  const severities = Object.keys(sortedCounts(seen, bySeverityRank));
  return [
    "## 4. Severity",
    bugs === null
      ? "Nothing is known about the bugs of these tests."
      : table(
          ["Severity", "Bugs:", "Share:"],
          Object.entries(bugs.by_severity).map(([severity, amount]) => [
            escapeText(severity),
            amount,
            share(ratio(amount, bugs.total)),
          ]),
          "No bug was reported.",
        ),
    "Functional bugs are critical, high or low; the rest are other kinds of bugs.",
    severities.length === 0
      ? ""
      : table(
          [over_time.unit === "week" ? "Week" : "Month", ...severities.map((severity) => `${escapeText(severity)}:`)],
          over_time.rows.map(({ period, by_severity }) => [
            period,
            ...severities.map((severity) => (by_severity === null ? null : (by_severity[severity] ?? 0))),
          ]),
        ),
  ];
}
