import { grouped } from "../../../charts/numbers.js";
import { html } from "../../../markup/html.js";
import { REPORT_RATES } from "../../../rates/rates.js";
import type { PreviousPeriod } from "../../previous.js";
import type { ProductQualityReport } from "../../report.js";
import { percent, rateName } from "../../words.js";
import { countDelta, rateDelta } from "../parts/delta.js";
import { dayInWords } from "../parts/periods.js";
import { fineprint, type Section } from "../parts/section.js";
import { table } from "../parts/table.js";

/** What is different from the period before; nothing when no period was asked for. */
export function changesSection({ previous_period: previous }: ProductQualityReport): Section | null {
  if (previous === null) return null;
  const { start, end, summary, coverage, definition } = previous;
  const missing = summary.tests.without_bug_data;
  return {
    id: "changes",
    title: "What changed",
    content: [
      html`<p>Compared with the period before, ${dayInWords(start)} to ${dayInWords(end)}.</p>`,
      table({
        caption: "This period and the one before",
        isNamedAbove: true,
        columns: [
          { heading: "Figure", of: ({ name }) => name },
          { heading: "Before", isFigure: true, of: ({ before }) => before },
          { heading: "Now", isFigure: true, of: ({ now }) => now },
          { heading: "Change", isFigure: true, of: ({ delta }) => delta },
        ],
        rows: rowsOf(previous),
        empty: "Nothing to compare.",
      }),
      fineprint(
        definition,
        missing > 0 && `Of the period before, the bugs of ${missing} tests were never fetched.`,
        ...coverage.notes,
      ),
    ],
  };
}

function rowsOf({ changes }: PreviousPeriod) {
  const counts = [
    { name: "Tests", change: changes.tests },
    { name: "Bugs", change: changes.bugs },
    { name: "Bugs per test", change: changes.avg_bugs_per_test },
  ];
  return [
    ...counts.map(({ name, change }) => ({
      name,
      before: amount(change.before),
      now: amount(change.now),
      delta: countDelta({ ...change, change: change.change === null ? null : shortened(change.change) }),
    })),
    ...REPORT_RATES.map((rate) => {
      const change = changes.rates[rate];
      return {
        name: `${rateName(rate)} rate`,
        before: change.before === null ? null : percent(change.before),
        now: change.now === null ? null : percent(change.now),
        delta: rateDelta(change),
      };
    }),
  ];
}

function amount(value: number | null): string | null {
  return value === null ? null : grouped(shortened(value));
}

function shortened(value: number): number {
  return Number(value.toFixed(1));
}
