import { grouped } from "../../../charts/numbers.js";
import { type Content, html, type Markup } from "../../../markup/html.js";
import type { ReportRate } from "../../../rates/rates.js";
import { JUDGED_RATES } from "../../health.js";
import { share } from "../../numbers.js";
import type { ProductQualityReport } from "../../report.js";
import { rateName } from "../../words.js";
import { countedFrom } from "../parts/counted-from.js";
import { countDelta, rateDelta } from "../parts/delta.js";
import { healthBadge } from "../parts/health-badge.js";
import { dayInWords, periodInWords } from "../parts/periods.js";

/** More names than that would push the verdict off the screen. */
const MOST_NAMES = 3;

/** Of what, over which time: what the page is called. */
export function reportTitle({ scope: { products } }: ProductQualityReport): string {
  const named = products.slice(0, MOST_NAMES).map(({ title }) => title);
  const more = products.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

export function masthead(report: ProductQualityReport, customer: string | null): Markup {
  const { scope, as_of } = report;
  const facts: readonly (readonly [string, Content])[] = [
    ...(customer === null ? [] : [["Customer", customer] as const]),
    ["Period", periodInWords(scope.period)],
    [
      "Tests",
      scope.test_ids === null
        ? (scope.statuses?.join(", ").replaceAll("_", " ") ?? "all")
        : `${scope.test_ids.length} chosen`,
    ],
    ["Data as of", as_of === null ? "never synced" : html`<time datetime="${as_of}">${momentInWords(as_of)}</time>`],
  ];
  return html`<header class="masthead">
<p class="kind">Product quality report</p>
<h1>${reportTitle(report)}</h1>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

/** "2026-11-21T08:15:00.000Z" is "21 Nov 2026, 08:15 UTC". */
function momentInWords(moment: string): string {
  return `${dayInWords(moment)}, ${moment.slice(11, 16)} UTC`;
}

/** What to know before everything else: the verdict, how far it carries, and five figures. */
export function verdict(report: ProductQualityReport): Markup {
  const { headline, confidence, summary, previous_period: previous } = report;
  const changes = previous?.changes;
  const { tests, bugs } = summary;
  return html`<section class="verdict ${headline.health}" aria-labelledby="verdict-title">
<h2 id="verdict-title" class="unseen">Verdict</h2>
<p>${healthBadge(headline.health)}</p>
<p class="headline">${headline.text}</p>
<p class="confidence">${confidence.text}</p>
</section>
<ul class="figures" aria-label="Key figures">
${keyFigure("Tests", known(tests.total), howMany(tests), changes && countDelta(changes.tests))}
${keyFigure("Bugs", known(bugs?.total ?? null), bugs !== null && `${bugs.by_severity.critical ?? 0} critical`, changes && countDelta(changes.bugs))}
${JUDGED_RATES.map((rate) => keyRate(report, rate))}
</ul>`;
}

function keyRate({ rates, previous_period: previous }: ProductQualityReport, rate: ReportRate): Markup {
  const { health } = rates[rate];
  return keyFigure(
    `${rateName(rate)} rate`,
    share(rates[rate]) ?? "–",
    rates[rate].denominator === 0 ? "nothing counted" : countedFrom(rates[rate]),
    previous && rateDelta(previous.changes.rates[rate]),
    health !== null && healthBadge(health),
  );
}

function keyFigure(name: string, value: string, note: Content, delta: Content, badge: Content = null): Markup {
  return html`<li><span class="name">${name}</span><span class="value">${value}</span><span class="note">${note}</span>${delta}${badge}</li>`;
}

function known(amount: number | null): string {
  return amount === null ? "–" : grouped(amount);
}

function howMany({ total, without_bug_data: unknown }: ProductQualityReport["summary"]["tests"]): string {
  if (total === null) return "never fetched";
  if (total === 0) return "none in scope";
  return unknown === 0 ? "all with their bugs" : `${grouped(unknown)} without bug data`;
}
