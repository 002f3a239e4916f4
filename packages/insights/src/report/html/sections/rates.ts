import { draw } from "../../../charts/chart-figure.js";
import { html, type Markup } from "../../../markup/html.js";
import { REPORT_RATES, type ReportRate } from "../../../rates/rates.js";
import { isJudged, JUDGED_RATES, type JudgedRate } from "../../health.js";
import { share } from "../../numbers.js";
import type { ProductQualityReport } from "../../report.js";
import { percent, rateName } from "../../words.js";
import { countedFrom } from "../parts/counted-from.js";
import { healthBadge } from "../parts/health-badge.js";
import { fineprint, type Section } from "../parts/section.js";
import { table } from "../parts/table.js";

/** Every rate with what it was counted from; those that are judged stand on a scale with their thresholds. */
export function ratesSection(report: ProductQualityReport): Section {
  const { rates, headline, confidence } = report;
  return {
    id: "rates",
    title: "Rates against thresholds",
    content: [
      html`<div class="cards">${JUDGED_RATES.map((rate) => rateCard(report, rate))}</div>`,
      fineprint("The bar is this period; the ring is the period before, where it is known."),
      table<ReportRate>({
        caption: "All rates, and what they were counted from",
        columns: [
          {
            heading: "Rate",
            of: (rate) => html`${rateName(rate)}<br><span class="note">${rates[rate].definition}</span>`,
          },
          { heading: "Value", isFigure: true, of: (rate) => share(rates[rate]) },
          { heading: "Counted from", isFigure: true, of: (rate) => countedFrom(rates[rate]) },
          { heading: "Health", of: (rate) => badgeOf(report, rate) },
          { heading: "Thresholds", of: (rate) => boundaries(report, rate) },
          { heading: "Sample", of: (rate) => rates[rate].sample },
        ],
        rows: REPORT_RATES,
        empty: "Nothing was counted.",
      }),
      fineprint(
        html`<strong>Verdict:</strong> ${headline.rule}`,
        html`<strong>Confidence:</strong> ${confidence.rule}`,
      ),
    ],
  };
}

function rateCard({ rates, thresholds, previous_period }: ProductQualityReport, rate: JudgedRate): Markup {
  const { value, health } = rates[rate];
  const { warning, critical, direction } = thresholds[rate];
  const before = previous_period?.rates[rate].value ?? null;
  const name = `${rateName(rate)} rate`;
  const side = direction === "above" ? "or more" : "or less";
  const scale = draw({
    type: "rate",
    id: `scale-${rate.replaceAll("_", "-")}`,
    title: name,
    summary: `${value === null ? "Unknown" : percent(value)}${before === null ? "" : `, before ${percent(before)}`}. Warning at ${percent(warning)} ${side}, critical at ${percent(critical)} ${side}.`,
    value,
    before,
    thresholds: thresholds[rate],
  });
  return html`<div class="card"><h3>${name}</h3><p class="card-value">${share(rates[rate]) ?? "–"}<span class="note">${countedFrom(rates[rate])}</span></p>${health !== null && healthBadge(health)}${scale}</div>`;
}

function badgeOf({ rates }: ProductQualityReport, rate: ReportRate): Markup | string {
  const { health } = rates[rate];
  return health === null ? "not judged" : healthBadge(health);
}

function boundaries({ thresholds }: ProductQualityReport, rate: ReportRate): string | null {
  if (!isJudged(rate)) return null;
  const { warning, critical, direction } = thresholds[rate];
  return `${percent(warning)} / ${percent(critical)} or ${direction === "above" ? "more" : "less"}`;
}
