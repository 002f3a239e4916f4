import { figure } from "../../../charts/chart-figure.js";
import { count } from "../../../format/text.js";
import { html, type Markup } from "../../../markup/html.js";
import type { CoveredFeature } from "../../features.js";
import type { ProductQualityReport } from "../../report.js";
import { fineprint, type Section } from "../parts/section.js";
import { leftOut, table } from "../parts/table.js";

const NONE = "(none named)";
const MOST_BARS = 8;

/** What was tested of the products, and what was not. */
export function featuresSection({ features, scope }: ProductQualityReport): Section {
  const { covered, not_covered, tests_without_feature, bugs_without_feature, never_fetched_product_ids } = features;
  const all = covered.total + not_covered.total;
  const top = covered.rows.filter(({ bugs }) => bugs > 0).slice(0, MOST_BARS);
  return {
    id: "features",
    title: "Features covered and not covered",
    content: [
      html`<p>${all === 0 ? "No feature is known." : html`<strong>${covered.total} of ${count(all, "feature")}</strong> ${covered.total === 1 ? "is" : "are"} covered, ${not_covered.total} ${not_covered.total === 1 ? "is" : "are"} not.`}</p>`,
      html`<div class="pair">
<div>${
        top.length === 0
          ? html`<h3>Most bugs</h3><p class="nothing">No bug was reported on a feature.</p>`
          : figure({
              type: "bar",
              id: "features-by-bugs",
              title: "Features with most bugs",
              unit: "count",
              rowsAre: "Feature",
              valuesAre: "Bugs",
              rows: top.map(({ title, bugs, critical }) => ({
                label: title ?? NONE,
                value: bugs,
                note: critical > 0 ? `${critical} critical` : undefined,
              })),
            })
      }</div>
<div><h3>Not covered</h3>${
        not_covered.rows.length === 0
          ? html`<p class="nothing">None.</p>`
          : html`<ul class="names">${not_covered.rows.map(({ title, product_id }) => html`<li><bdi>${title}</bdi>${scope.product_ids.length > 1 && html` <span class="note">product ${product_id}</span>`}</li>`)}</ul>`
      }${fineprint(leftOut(not_covered, "features"))}</div>
</div>`,
      coveredTable(covered.rows),
      fineprint(
        leftOut(covered, "features"),
        `Without a feature: ${count(tests_without_feature, "test")}, ${count(bugs_without_feature, "bug")}.`,
        features.definition,
        never_fetched_product_ids.length > 0 &&
          `Features were never fetched for products: ${never_fetched_product_ids.join(", ")}.`,
      ),
    ],
  };
}

function coveredTable(rows: readonly CoveredFeature[]): Markup | null {
  if (rows.length === 0) return null;
  return html`<details class="more"><summary>Every covered feature</summary>${table({
    caption: "Covered features",
    isNamedAbove: true,
    columns: [
      {
        heading: "Feature",
        of: ({ title, no_longer_listed }) =>
          html`<bdi>${title ?? NONE}</bdi>${no_longer_listed && html` <span class="note">no longer listed</span>`}`,
      },
      { heading: "Tests", isFigure: true, of: ({ tests }) => tests },
      { heading: "Bugs", isFigure: true, of: ({ bugs }) => bugs },
      { heading: "Critical", isFigure: true, of: ({ critical }) => critical },
      { heading: "Rejected", isFigure: true, of: ({ by_status }) => by_status.rejected },
      { heading: "Open", isFigure: true, of: ({ by_status }) => by_status.open },
    ],
    rows,
    empty: "None.",
  })}</details>`;
}

/** Where tests were aimed, and where bugs were found. */
export function platformsSection({ platforms }: ProductQualityReport): Section {
  const { aimed_at, found_on } = platforms;
  const bars = (id: string, title: string, valuesAre: string, rows: readonly { label: string; value: number }[]) =>
    rows.length === 0
      ? html`<div><h3>${title}</h3><p class="nothing">None.</p></div>`
      : figure({ type: "bar", id, title, unit: "count", rowsAre: "System", valuesAre, rows });
  return {
    id: "platforms",
    title: "Platforms covered and not covered",
    content: [
      html`<div class="pair">
${bars(
  "aimed-at",
  "Tests aimed at",
  "Tests",
  aimed_at.rows.map(({ platform, tests }) => ({ label: platform ?? NONE, value: tests })),
)}
${bars(
  "found-on",
  "Bugs found on",
  "Bugs",
  found_on.rows.map(({ platform, bugs }) => ({ label: platform ?? NONE, value: bugs })),
)}
</div>`,
      html`<dl class="facts"><div><dt>Aimed at, no bug found</dt><dd><bdi>${named(platforms.aimed_at_without_bugs)}</bdi></dd></div><div><dt>Found on, not aimed at</dt><dd><bdi>${named(platforms.found_on_but_not_aimed_at)}</bdi></dd></div></dl>`,
      fineprint(
        leftOut(aimed_at, "systems aimed at"),
        leftOut(found_on, "systems bugs were found on"),
        platforms.definition,
      ),
    ],
  };
}

function named(platforms: readonly string[]): string {
  return platforms.length === 0 ? "none" : platforms.join(", ");
}
