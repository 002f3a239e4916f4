import { PRODUCT_SORTS } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { PRODUCT_COLUMNS } from "../../answers/columns/products.js";
import { DETAIL_OPTION, LIST_PAGING_OPTIONS, sortOptions } from "../../answers/list-options.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption, textOption } from "../../args/options.js";
import { PRODUCT, PRODUCT_TYPES } from "../../args/value-source.js";
import { usualValuesOf } from "../../args/values.js";
import { outputOptions } from "../../output/output-options.js";

/** `list products`: what is tested. */
export const listProductsCommand = defineCommand({
  name: "products",
  summary: "List products with their ids, how many tests and features they have, and when they were last tested",
  options: {
    search: { ...textOption("Part of the name"), completes: PRODUCT },
    "product-type": {
      ...listOption("website, mobile_app_ios, mobile_app_android, mobile_app_windows, …", "type"),
      completes: PRODUCT_TYPES,
    },
    ...sortOptions(PRODUCT_SORTS, "title"),
    ...DETAIL_OPTION,
    ...LIST_PAGING_OPTIONS,
    ...outputOptions(PRODUCT_COLUMNS),
  },
  examples: [
    ["$0 list products", "All of them, by name"],
    ["$0 list products --search shop --sort-by last_test_end --sort-order desc", "Which shop was tested last"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "product",
      sorts: PRODUCT_SORTS,
      columns: PRODUCT_COLUMNS,
      async ask({ store, settings, options }, part) {
        const { listProducts } = await import("@testio/insights");
        const query = {
          ...part,
          search: args.search,
          product_type: usualValuesOf(args["product-type"]),
          product_ids: settings.productIds ?? undefined,
        };
        return listProducts(store, query, options);
      },
      rowsKey: "products",
      rowsOf: ({ products }) => products,
      whenNone: ({ as_of, filters_applied: { search, product_type } }) => {
        if (search !== null || product_type !== null) {
          return "No product matches. testio-mcp list products shows all of them.";
        }
        return as_of === null
          ? "No products stored yet: testio-mcp sync"
          : "TestIO listed no products for this token. Check which customer it is of: testio-mcp doctor";
      },
    }),
});
