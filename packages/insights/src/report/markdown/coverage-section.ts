import type { ProductQualityReport } from "../report.js";
import { escapeText } from "./escape.js";
import { leftOut, table } from "./table.js";

const NONE = "(none named)";

/** What was tested: types of tests, features, platforms. */
export function coverageSection({ summary, features, platforms }: ProductQualityReport): string[] {
  const { tests } = summary;
  const { covered, not_covered } = features;
  return [
    "## 3. Tests, features and platforms",
    table(
      ["Type of test", "Tests:"],
      Object.entries(tests.by_type).map(([type, amount]) => [escapeText(type), amount]),
      "No test is in scope.",
    ),
    table(
      ["Status of test", "Tests:"],
      Object.entries(tests.by_status).map(([status, amount]) => [escapeText(status), amount]),
      "",
    ),
    `### Features covered (${covered.total})`,
    table(
      ["Feature", "Tests:", "Bugs:", "Critical:", "Rejected:", "Open:"],
      covered.rows.map(({ feature_id, title, tests: amount, bugs, critical, by_status, no_longer_listed }) => [
        `${escapeText(title ?? NONE)} (${feature_id})${no_longer_listed ? ", no longer listed" : ""}`,
        amount,
        bugs,
        critical,
        by_status.rejected,
        by_status.open,
      ]),
    ),
    leftOut(covered, "features"),
    `Without a feature: ${features.tests_without_feature} tests, ${features.bugs_without_feature} bugs. ${features.definition}`,
    `### Features not covered (${not_covered.total})`,
    not_covered.rows.length === 0
      ? "None."
      : not_covered.rows
          .map(({ feature_id, product_id, title }) => `- ${escapeText(title)} (${feature_id}, product ${product_id})`)
          .join("\n"),
    leftOut(not_covered, "features"),
    features.never_fetched_product_ids.length === 0
      ? ""
      : `Features were never fetched for products: ${features.never_fetched_product_ids.join(", ")}.`,
    "### Platforms",
    table(
      ["Aimed at", "Tests:"],
      platforms.aimed_at.rows.map(({ platform, tests: amount }) => [escapeText(platform ?? NONE), amount]),
      "No test was aimed at any.",
    ),
    leftOut(platforms.aimed_at, "systems"),
    table(
      ["Found on", "Bugs:", "Critical:"],
      platforms.found_on.rows.map(({ platform, bugs, critical }) => [escapeText(platform ?? NONE), bugs, critical]),
      "No bug was found on any.",
    ),
    leftOut(platforms.found_on, "systems"),
    [
      `- Aimed at without a bug: ${names(platforms.aimed_at_without_bugs)}`,
      `- Found on but not aimed at: ${names(platforms.found_on_but_not_aimed_at)}`,
    ].join("\n"),
    platforms.definition,
  ];
}

function names(platforms: readonly string[]): string {
  return platforms.length === 0 ? "none" : platforms.map(escapeText).join(", ");
}
