import { CHART_CSS } from "../../charts/chart-css.js";
import { fitting } from "../../charts/numbers.js";
import { html, trusted } from "../../markup/html.js";
import type { ProductQualityReport } from "../report.js";
import { linksTo } from "./parts/links.js";
import { sectionMarkup } from "./parts/section.js";
import { changesSection } from "./sections/changes.js";
import { featuresSection, platformsSection } from "./sections/coverage.js";
import { nextStepsSection } from "./sections/next-steps.js";
import { masthead, reportTitle, verdict } from "./sections/opening.js";
import { overTimeSection } from "./sections/over-time.js";
import { ratesSection } from "./sections/rates.js";
import { rejectionsSection, reviewSection } from "./sections/rejections.js";
import { testsSection } from "./sections/tests.js";
import { trustSection } from "./sections/trust.js";
import { PAGE_CSS } from "./style/page-css.js";

/** Of what a browser shows as the name of a page, less what follows. */
const LONGEST_NAME = 50;

export interface ReportHtmlOptions {
  /** Where the customer's pages at TestIO are, such as `https://acme.test.io`: tests become links. Default: no links. */
  site?: string | null | undefined;
  /** Whose report it is. Default: not said. */
  customer?: string | null | undefined;
}

/**
 * What a page of a report may do: show itself. It has no script, and asks nothing of anyone, whatever text of a customer
 * is in it. A server that sends it can send the same as a header.
 */
export const REPORT_CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The report as one HTML file that needs nothing else: to open in a meeting, on a phone, by night, or to print. The same
 * report gives the same bytes.
 */
export function reportHtml(
  report: ProductQualityReport,
  { site = null, customer = null }: ReportHtmlOptions = {},
): string {
  const links = linksTo(site);
  const products = new Map(report.tests.rows.map(({ test_id, product_id }) => [test_id, product_id]));
  const onlyProduct = report.scope.product_ids.length === 1 ? (report.scope.product_ids[0] ?? null) : null;
  const sections = [
    changesSection(report),
    ratesSection(report),
    overTimeSection(report),
    rejectionsSection(report),
    featuresSection(report),
    platformsSection(report),
    reviewSection(report, (test) => products.get(test) ?? onlyProduct, links),
    testsSection(report, links),
    nextStepsSection(report),
    trustSection(report),
  ].filter((section) => section !== null);
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${REPORT_CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${fitting(reportTitle(report), LONGEST_NAME)}: quality report</title>
<style>${trusted(CHART_CSS)}${trusted(PAGE_CSS)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
${masthead(report, customer)}
<main id="main">
${verdict(report)}
<nav aria-label="Contents"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${sections.map(sectionMarkup)}
</main>
<footer><p>Counted from the local mirror of TestIO's data; figures carry what they were counted from. Times are UTC.</p></footer>
</body>
</html>
`;
  return page.toString();
}
