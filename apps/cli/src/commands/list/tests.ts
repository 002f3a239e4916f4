import { TEST_SORTS, TEST_STATUSES, TESTING_TYPES } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { TEST_COLUMNS } from "../../answers/columns/tests.js";
import {
  DETAIL_OPTION,
  LIST_PAGING_OPTIONS,
  PERIOD_OPTIONS,
  periodOf,
  sortOptions,
} from "../../answers/list-options.js";
import { productsNamed } from "../../answers/products-named.js";
import { noTests } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption } from "../../args/options.js";
import { PRODUCT } from "../../args/value-source.js";
import { usualValuesOf } from "../../args/values.js";
import { outputOptions } from "../../output/output-options.js";

/** `list tests`: test cycles, newest end first. */
export const listTestsCommand = defineCommand({
  name: "tests",
  summary: "List tests: which are running, planned or finished, and when they end",
  options: {
    product: {
      ...listOption("Only of these products: ids or names", "product-id", "product-ids", "products"),
      completes: PRODUCT,
    },
    statuses: { ...listOption(TEST_STATUSES.join(", "), "status"), completes: TEST_STATUSES },
    "testing-type": { ...listOption(TESTING_TYPES.join(", "), "testing-types"), completes: TESTING_TYPES },
    ...PERIOD_OPTIONS,
    ...sortOptions(TEST_SORTS, "end_at, newest first"),
    ...DETAIL_OPTION,
    ...LIST_PAGING_OPTIONS,
    ...outputOptions(TEST_COLUMNS),
  },
  examples: [
    ['$0 list tests --product "Web Shop" --statuses running,waiting', "What is under way in one product"],
    ['$0 list tests --start-date "last quarter" --csv > tests.csv', "What ended last quarter, for a spreadsheet"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "test",
      sorts: TEST_SORTS,
      columns: TEST_COLUMNS,
      async ask({ store, settings, options }, part) {
        const { listTests } = await import("@testio/insights");
        const query = {
          ...part,
          ...periodOf(args),
          statuses: usualValuesOf(args.statuses),
          testing_type: usualValuesOf(args["testing-type"]),
          product_id: args.product && (await productsNamed(store, settings, args.product)),
        };
        return listTests(store, query, options);
      },
      rowsKey: "tests",
      rowsOf: ({ tests }) => tests,
      whenNone: noTests,
    }),
});
