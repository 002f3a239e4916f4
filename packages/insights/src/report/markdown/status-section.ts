import { ratio } from "../../rates/rates.js";
import { average, share } from "../numbers.js";
import { REASON_NAMES } from "../reason-advice.js";
import type { ProductQualityReport } from "../report.js";
import { escapeText } from "./escape.js";
import { leftOut, table } from "./table.js";

const OUTCOMES = ["accepted", "auto_accepted", "rejected", "open", "other"] as const;
const HEADINGS = ["Accepted", "Auto-accepted", "Rejected", "Open", "Other"];

/** What became of the bugs, why some were rejected, and how long it took. */
export function statusSection({ summary, rejection_reasons, over_time, review_time }: ProductQualityReport): string[] {
  const { bugs } = summary;
  const { open, days_to_rejection: days } = review_time;
  return [
    "## 2. Status",
    bugs === null
      ? "Nothing is known about the bugs of these tests."
      : table(
          ["Status", "Bugs:", "Share:"],
          OUTCOMES.map((outcome, place) => {
            const amount = bugs.by_status[outcome];
            return [HEADINGS[place] ?? outcome, amount, share(ratio(amount, bugs.total))];
          }),
        ),
    bugs === null ? "" : `${bugs.total} bugs, of which ${bugs.known} are tagged as known.`,
    `### By ${over_time.unit}`,
    table(
      [over_time.unit === "week" ? "Week" : "Month", "Tests:", "Bugs:", ...HEADINGS.map((heading) => `${heading}:`)],
      over_time.rows.map(({ period, tests, bugs: amount, by_status }) => [
        period,
        tests,
        amount,
        ...OUTCOMES.map((outcome) => by_status?.[outcome] ?? null),
      ]),
    ),
    leftOut(over_time, `earlier ${over_time.unit}s`),
    over_time.definition,
    "### Why bugs were rejected",
    table(
      ["Reason", "Bugs:", "Share of rejected:"],
      rejection_reasons.reasons.map(({ reason, bugs: amount, share: part }) => [
        REASON_NAMES[reason ?? "none"] ?? escapeText(String(reason)),
        amount,
        share(part),
      ]),
      "No bug was rejected.",
    ),
    rejection_reasons.definition,
    "### Time to review",
    [
      `- Days to rejection: ${average(days)} on average over ${days.denominator} rejections (${review_time.rejections_without_time} without a time)`,
      `- Accepted by the clock after ${review_time.auto_acceptance_after_days} days: ${review_time.auto_accepted}`,
      `- Open: ${open.total}, for ${average(open.average_age_days)} days on average, ${open.beyond_auto_acceptance} for longer than ${review_time.auto_acceptance_after_days} days; counted on ${open.counted_on}`,
      open.oldest === null
        ? "- No bug with a time of report is open."
        : `- Oldest open bug: ${open.oldest.bug_id} of test ${open.oldest.test_id}, ${open.oldest.age_days} days: ${escapeText(open.oldest.title)}`,
    ].join("\n"),
    review_time.note,
  ];
}
