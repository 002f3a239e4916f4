import { figure } from "../../../charts/chart-figure.js";
import { count } from "../../../format/text.js";
import { html, type Markup } from "../../../markup/html.js";
import { average, share } from "../../numbers.js";
import { REASON_NAMES } from "../../reason-advice.js";
import type { ProductQualityReport } from "../../report.js";
import type { Links } from "../parts/links.js";
import { dayInWords } from "../parts/periods.js";
import { fineprint, type Section } from "../parts/section.js";

const WHERE_REASONS_ARE =
  "TestIO has no field for the reason of a rejection: it is read from the standard sentence in the bug's comments.";

/** Why bugs were rejected. */
export function rejectionsSection({ rejection_reasons: { rejected, reasons } }: ProductQualityReport): Section {
  return {
    id: "rejections",
    title: "Why bugs were rejected",
    content: [
      rejected === 0
        ? html`<p class="nothing">No bug was rejected.</p>`
        : figure({
            type: "bar",
            id: "rejection-reasons",
            title: `${count(rejected, "rejected bug")} by reason`,
            unit: "count",
            rowsAre: "Reason",
            valuesAre: "Bugs",
            rows: reasons.map(({ reason, bugs, share: part }) => ({
              label: REASON_NAMES[reason ?? "none"] ?? String(reason),
              value: bugs,
              tone: reason === null ? "grey" : "vermillion",
              note: share(part) ?? undefined,
            })),
          }),
      fineprint(WHERE_REASONS_ARE),
    ],
  };
}

/** How long it takes until somebody decides. */
export function reviewSection(
  { review_time }: ProductQualityReport,
  productOf: (test: number) => number | null,
  links: Links,
): Section {
  const { days_to_rejection: days, open, auto_accepted, auto_acceptance_after_days: limit, note } = review_time;
  const { oldest } = open;
  return {
    id: "review",
    title: "Time to review",
    content: [
      html`<ul class="figures">
${fact("Days to a rejection", days.value === null ? "–" : average(days), days.denominator === 0 ? "no rejection carries a time" : `on average over ${count(days.denominator, "rejection")}`)}
${fact("Accepted by the clock", String(auto_accepted), `after ${limit} days without a decision`)}
${fact("Open", String(open.total), open.total === 0 ? "no bug waits" : `for ${average(open.average_age_days)} days on average`)}
${fact(`Open beyond ${limit} days`, String(open.beyond_auto_acceptance), `counted on ${dayInWords(open.counted_on)}`)}
</ul>`,
      oldest !== null &&
        html`<p>The oldest open bug has waited for ${count(oldest.age_days, "day")}: ${links.bug({ ...oldest, product_id: productOf(oldest.test_id) }, html`<bdi>${oldest.title}</bdi> (${oldest.bug_id})`)}.</p>`,
      fineprint(days.definition, note),
    ],
  };
}

function fact(name: string, value: string, note: string): Markup {
  return html`<li><span class="name">${name}</span><span class="value">${value}</span><span class="note">${note}</span></li>`;
}
