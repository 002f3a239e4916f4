import { html } from "../../../markup/html.js";
import type { BugFigures } from "../../figures.js";
import { average, share } from "../../numbers.js";
import type { ProductQualityReport } from "../../report.js";
import type { JudgedRatios } from "../../reported-rates.js";
import type { ProductFigures, TestFigures } from "../../rows.js";
import { healthBadge } from "../parts/health-badge.js";
import type { Links } from "../parts/links.js";
import { dayInWords } from "../parts/periods.js";
import { fineprint, type Section } from "../parts/section.js";
import { leftOut, type TableColumn, table } from "../parts/table.js";

interface Counted {
  bugs: BugFigures | null;
  rates: JudgedRatios;
}

const FIGURES: readonly TableColumn<Counted>[] = [
  { heading: "Bugs", isFigure: true, of: ({ bugs }) => bugs?.total },
  { heading: "Accepted", isFigure: true, of: ({ bugs }) => bugs?.by_status.accepted },
  { heading: "Auto", isFigure: true, of: ({ bugs }) => bugs?.by_status.auto_accepted },
  { heading: "Rejected", isFigure: true, of: ({ bugs }) => bugs?.by_status.rejected },
  { heading: "Open", isFigure: true, of: ({ bugs }) => bugs?.by_status.open },
  { heading: "Rejection", isFigure: true, of: ({ rates }) => share(rates.rejection_rate) },
  { heading: "Review", isFigure: true, of: ({ rates }) => share(rates.review_rate) },
];

/** Products and tests one by one. */
export function testsSection({ summary, scope, by_product, tests }: ProductQualityReport, links: Links): Section {
  const { avg_bugs_per_test: perTest } = summary;
  const hasProducts = scope.product_ids.length > 1;
  const titles = new Map(scope.products.map(({ id, title }) => [id, title]));
  return {
    id: "tests",
    title: hasProducts ? "Products and tests" : "Tests",
    content: [
      html`<p>${average(perTest)} bugs per test on average (${perTest.numerator} bugs of ${perTest.denominator} tests).</p>`,
      hasProducts && [
        table<ProductFigures>({
          caption: "By product",
          columns: [
            { heading: "Product", of: ({ title }) => html`<bdi>${title}</bdi>` },
            { heading: "Health", of: ({ health }) => healthBadge(health) },
            { heading: "Tests", isFigure: true, of: ({ tests: amount }) => amount },
            ...FIGURES,
          ],
          rows: by_product.rows,
          empty: "No product is in scope.",
        }),
        fineprint(leftOut(by_product, "products")),
      ],
      table<TestFigures>({
        caption: "By test, newest first",
        columns: [
          {
            heading: "Test",
            of: (test) =>
              html`${links.test(test, html`<bdi>${test.title}</bdi>`)} <span class="note">${test.test_id}</span>`,
          },
          ...(hasProducts
            ? [{ heading: "Product", of: ({ product_id }: TestFigures) => html`<bdi>${titles.get(product_id)}</bdi>` }]
            : []),
          { heading: "Status", of: ({ status }) => status.replaceAll("_", " ") },
          { heading: "Ended", of: ({ end_at }) => end_at && html`<span class="day">${dayInWords(end_at)}</span>` },
          ...FIGURES,
        ],
        rows: tests.rows,
        empty: "No test is in scope.",
      }),
      fineprint(
        leftOut(tests, "tests"),
        tests.rows.some(({ bugs }) => bugs === null) &&
          "A dash: its bugs were never fetched, so their number is unknown.",
      ),
    ],
  };
}
