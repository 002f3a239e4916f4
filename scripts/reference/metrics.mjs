// @ts-check
import { getAnalyticsCapabilities } from "@testio/insights";
import { code, table, written } from "./table.mjs";

const WITHIN = { test: "tests and their bugs", bug: "bugs", time: "the end of the test" };

export function metricsPage() {
  const { metrics, dimensions, rules, limits } = getAnalyticsCapabilities();
  return [
    written("`packages/insights/src/metrics`"),
    "# Metrics and dimensions",
    `What \`query_metrics\`, \`testio-mcp metrics\` and \`POST /api/analytics/query\` count: up to ${limits.max_rows} rows, by up to ${limits.max_dimensions} dimensions at once.`,
    "## Metrics",
    table(
      ["Metric", "Unit", "Meaning", "Formula"],
      metrics.map(({ key, unit, description, formula }) => [code(key), unit, description, formula]),
    ),
    "## Dimensions",
    "Each is a filter as well.",
    table(
      ["Dimension", "Also called", "Tells apart", "Meaning", "Values"],
      dimensions.map(({ key, aliases, of, description, example, values }) => [
        code(key),
        aliases.map(code).join(", "),
        WITHIN[of],
        description,
        values ? values.map(code).join(", ") : `such as ${code(example)}`,
      ]),
    ),
    "## Rules",
    rules.map((rule) => `- ${rule}`).join("\n"),
    "",
  ].join("\n\n");
}
