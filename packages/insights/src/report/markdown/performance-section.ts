import type { BugFigures } from "../figures.js";
import { average, share } from "../numbers.js";
import type { ProductQualityReport } from "../report.js";
import type { JudgedRatios } from "../reported-rates.js";
import { escapeText } from "./escape.js";
import { type Cell, leftOut, table } from "./table.js";

const FIGURES = [
  "Bugs:",
  "Accepted:",
  "Auto-accepted:",
  "Rejected:",
  "Open:",
  "Rejection:",
  "Auto-acceptance:",
  "Review:",
];

/** Products and tests one by one. */
export function performanceSection({ summary, by_product, tests }: ProductQualityReport): string[] {
  const { avg_bugs_per_test: perTest } = summary;
  return [
    "## 5. Test performance",
    `Bugs per test: ${average(perTest)} (${perTest.numerator} bugs of ${perTest.denominator} tests). ${perTest.definition}`,
    "### By product",
    table(
      ["Product", "Tests:", ...FIGURES, "Health"],
      by_product.rows.map(({ product_id, title, tests: amount, bugs, rates, health }) => [
        `${escapeText(title)} (${product_id})`,
        amount,
        ...figures(bugs, rates),
        health,
      ]),
    ),
    leftOut(by_product, "products"),
    "### By test, newest first",
    table(
      ["Test", "Product:", "Status", "Type", "Ended", "Environment", ...FIGURES],
      tests.rows.map(({ test_id, product_id, title, status, testing_type, end_at, test_environment, bugs, rates }) => [
        `${escapeText(title)} (${test_id})`,
        product_id,
        escapeText(status),
        testing_type === null ? null : escapeText(testing_type),
        end_at?.slice(0, 10) ?? null,
        test_environment?.title ? escapeText(test_environment.title) : null,
        ...figures(bugs, rates),
      ]),
      "No test is in scope.",
    ),
    leftOut(tests, "tests"),
  ];
}

function figures(bugs: BugFigures | null, rates: JudgedRatios): Cell[] {
  return [
    bugs?.total ?? null,
    bugs?.by_status.accepted ?? null,
    bugs?.by_status.auto_accepted ?? null,
    bugs?.by_status.rejected ?? null,
    bugs?.by_status.open ?? null,
    share(rates.rejection_rate),
    share(rates.auto_acceptance_rate),
    share(rates.review_rate),
  ];
}
