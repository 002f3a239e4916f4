import { html } from "hono/html";
import type { CoveragePage, ProductCoverage } from "../data/read-coverage.js";
import { absolute, counted, dayOf, number, relative } from "../words.js";
import type { Html } from "./document.js";
import { notesList } from "./notes-list.js";

interface CoverageSection {
  coverage: CoveragePage;
  now: Date;
  /** Whether reports can be asked for. */
  hasReports: boolean;
}

/** What is stored of each product, how fresh it is, and what is missing. */
export function coverageSection({ coverage, now, hasReports }: CoverageSection): Html {
  const { products, total, notes } = coverage;
  return html`<section class="card" id="coverage" aria-labelledby="coverage-heading">
<h2 id="coverage-heading">Products</h2>
${
  products.length === 0
    ? html`<p>${total === 0 ? "No product is stored yet." : "There is no product on this page."}</p>`
    : html`<table role="table" class="stacks">
<caption class="hidden">What is stored of each product</caption>
<thead role="rowgroup"><tr role="row">
${["Product", "Tests", "Features", "Bugs", "Newest test", "Tests synced"].map(
  (heading) => html`<th role="columnheader" scope="col">${heading}</th>`,
)}
${hasReports ? html`<th role="columnheader" scope="col">Report</th>` : ""}
</tr></thead>
<tbody role="rowgroup">
${products.map((product) => productRow(product, now, hasReports))}
</tbody>
</table>`
}
${pages(coverage)}
${notesList(notes)}
</section>`;
}

const cell = (label: string, content: Html | string, more = "") =>
  html`<td role="cell" data-label="${label}"><span>${content}${more === "" ? "" : html`<small>${more}</small>`}</span></td>`;

const moment = (at: Date, words: string) =>
  html`<time datetime="${at.toISOString()}" title="${absolute(at)}">${words}</time>`;

const known = (count: number | null): Html | string =>
  count === null ? html`<span class="missing">never fetched</span>` : number(count);

function productRow(product: ProductCoverage, now: Date, hasReports: boolean): Html {
  const { id, name, type, last_test_end_at: newest, tests_synced_at: synced, failure } = product;
  return html`<tr role="row">
<th role="rowheader" scope="row"><span>${name}<small>${[type?.replaceAll("_", " "), id].filter((part) => part !== undefined).join(" · ")}</small></span></th>
${cell("Tests", known(product.test_count), missingTests(product))}
${cell("Features", known(product.feature_count))}
${cell("Bugs", known(product.bug_count), missingBugs(product))}
${cell("Newest test", newest === null ? "none" : moment(new Date(newest), dayOf(new Date(newest))))}
${cell(
  "Tests synced",
  synced === null
    ? html`<span class="missing">never</span>`
    : moment(new Date(synced), relative(new Date(synced), now)),
  failure === null ? freshness(product) : `failed: ${failure}`,
)}
${hasReports ? cell("Report", reportLinks(product)) : ""}
</tr>`;
}

function missingTests({ problem_positions: unreadable }: ProductCoverage): string {
  return unreadable === 0 ? "" : `${counted(unreadable, "test")} unreadable`;
}

function missingBugs({ bug_count, bugs_never_fetched: missing }: ProductCoverage): string {
  return missing === 0 || bug_count === null ? "" : `missing for ${counted(missing, "test")}`;
}

function freshness({ stale_tests: stale }: ProductCoverage): string {
  return stale === 0 ? "" : `${counted(stale, "test")} may have changed since`;
}

const REPORT_PERIODS = [
  ["Last quarter", "last quarter"],
  ["Last 90 days", "last 90 days"],
] as const;

function reportLinks({ id, name }: ProductCoverage): Html {
  const links = REPORT_PERIODS.map(([words, start_date]) => {
    const query = new URLSearchParams({ product_ids: String(id), start_date, format: "html" });
    return html`<a href="/api/quality-report?${query.toString()}">${words}<span class="hidden"> of ${name}</span></a> `;
  });
  return html`<span class="links">${links}</span>`;
}

function pages({ page, has_more: hasMore, total }: CoveragePage): Html | string {
  if (page === 1 && !hasMore) return "";
  return html`<nav class="pages" aria-label="Pages of products">
${page > 1 ? html`<a href="/?page=${page - 1}#coverage" rel="prev">Previous</a>` : ""}
<span>Page ${page} of ${counted(total, "product")}</span>
${hasMore ? html`<a href="/?page=${page + 1}#coverage" rel="next">Next</a>` : ""}
</nav>`;
}
