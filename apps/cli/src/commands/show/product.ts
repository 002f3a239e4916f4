import { countFact, momentFact, namedFact } from "../../answers/facts.js";
import { oneProductNamed } from "../../answers/products-named.js";
import { showRecord } from "../../answers/show-record.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { PRODUCT } from "../../args/value-source.js";

/** `show product`: one product with counts of what is stored of it. */
export const showProductCommand = defineCommand({
  name: "product",
  summary: "Show a product: its sections, tests by status, features and bugs, when it was last tested and synced",
  usage: "<product>",
  positionals: { product: { type: "string", demandOption: true, description: "Its id or name", completes: PRODUCT } },
  options: { json: JSON_OPTION },
  examples: [
    ["$0 show product 598", "By its id"],
    ['$0 show product "Web Shop" --json', "By its name, for programs"],
  ],
  run: (args, io) =>
    showRecord(args, io, {
      async ask({ store, settings, options }) {
        const { getProductSummary } = await import("@testio/insights");
        return getProductSummary(store, await oneProductNamed(store, settings, [args.product]), options);
      },
      describe: ({ product }) => ({
        title: `Product ${product.id}: ${product.name}`,
        sections: [
          {
            heading: null,
            facts: [
              ["Type", product.type],
              ["Tests", countFact(product.test_count)],
              ["Last 30 days", product.tests_last_30_days === null ? null : countFact(product.tests_last_30_days)],
              ["Last 90 days", product.tests_last_90_days === null ? null : countFact(product.tests_last_90_days)],
              ["Last test ended", momentFact(product.last_test_end_at)],
              ["Features", countFact(product.feature_count)],
              ["Bugs", bugsFact(product)],
              ["Tests synced", momentFact(product.tests_synced_at)],
              ["Features synced", momentFact(product.features_synced_at)],
              ["Deleted", momentFact(product.deleted_at)],
            ],
          },
          {
            heading: "Tests by status",
            facts: (product.tests_by_status ?? []).map(({ status, count }) => [status, countFact(count)]),
          },
          {
            heading: "Sections",
            items: product.sections.map(({ id, title }) => namedFact({ id, name: title })),
          },
          { heading: "Description", text: product.description },
        ],
      }),
    }),
});

function bugsFact({
  bug_count,
  tests_never_fetched_bugs: missing,
}: {
  bug_count: number | null;
  tests_never_fetched_bugs: number | null;
}): string {
  const count = countFact(bug_count);
  return bug_count === null || !missing ? count : `${count}; ${countFact(missing)} tests without bugs fetched so far`;
}
