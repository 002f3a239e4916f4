import type { DatabaseStats } from "@testio/insights";
import { html } from "hono/html";
import { dayOf, number } from "../words.js";
import type { Html } from "./document.js";

/** What is stored, in a row of figures. */
export function totalsSection(stats: DatabaseStats): Html {
  const figures: [label: string, value: string, more: string][] = [
    ["Products", number(stats.total_products), ""],
    ["Tests", number(stats.total_tests), range(stats)],
    ["Features", number(stats.total_features), ""],
    [
      "Bugs",
      stats.total_bugs === null ? "never fetched" : number(stats.total_bugs),
      stats.coverage.never_fetched === 0 ? "" : `not yet fetched for ${number(stats.coverage.never_fetched)} tests`,
    ],
    ["People", number(stats.total_users), ""],
  ];
  return html`<section aria-labelledby="totals-heading" id="totals">
<h2 id="totals-heading" class="quiet">What is stored</h2>
<dl class="tiles">
${figures.map(
  ([label, value, more]) =>
    html`<div class="card"><dt>${label}</dt><dd>${value}${more === "" ? "" : html`<small>${more}</small>`}</dd></div>`,
)}
</dl>
</section>`;
}

function range({ oldest_test_date: oldest, newest_test_date: newest }: DatabaseStats): string {
  if (oldest === null || newest === null) return "";
  return `ending ${dayOf(new Date(oldest))} to ${dayOf(new Date(newest))}`;
}
