import { TEST_SORTS, TEST_STATUSES, TESTING_TYPES } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { TEST_COLUMNS } from "../../answers/columns/tests.js";
import {
  DETAIL_OPTION,
  listQueryOf,
  PAGING_OPTIONS,
  PERIOD_OPTIONS,
  periodOf,
  sortOptions,
} from "../../answers/list-options.js";
import { productsNamed } from "../../answers/products-named.js";
import { noTests } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption } from "../../args/options.js";
import { usualValuesOf } from "../../args/values.js";
import { OUTPUT_OPTIONS } from "../../output/output-options.js";

/** `list tests`: test cycles, newest end first. */
export const listTestsCommand = defineCommand({
  name: "tests",
  summary: "List tests: which are running, planned or finished, and when they end",
  options: {
    product: listOption("Only of these products: ids or names", "product-id", "product-ids", "products"),
    statuses: listOption(TEST_STATUSES.join(", "), "status"),
    "testing-type": listOption(TESTING_TYPES.join(", "), "testing-types"),
    ...PERIOD_OPTIONS,
    ...sortOptions(TEST_SORTS, "end_at, newest first"),
    ...DETAIL_OPTION,
    ...PAGING_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  examples: [
    ['$0 list tests --product "Web Shop" --statuses running,waiting', "What is under way in one product"],
    ['$0 list tests --start-date "last quarter" --csv > tests.csv', "What ended last quarter, for a spreadsheet"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "test",
      columns: TEST_COLUMNS,
      async ask({ store, settings, options }, detail) {
        const { listTests } = await import("@testio/insights");
        const query = {
          ...listQueryOf(args, TEST_SORTS, settings),
          ...periodOf(args),
          statuses: usualValuesOf(args.statuses),
          testing_type: usualValuesOf(args["testing-type"]),
          product_id: args.product && (await productsNamed(store, settings, args.product)),
          detail,
        };
        return listTests(store, query, options);
      },
      rowsOf: ({ tests }) => tests,
      whenNone: noTests,
    }),
});
