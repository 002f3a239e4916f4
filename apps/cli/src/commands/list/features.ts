import { FEATURE_SORTS } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { FEATURE_COLUMNS } from "../../answers/columns/features.js";
import { DETAIL_OPTION, LIST_PAGING_OPTIONS, sortOptions } from "../../answers/list-options.js";
import { oneProductNamed } from "../../answers/products-named.js";
import { noFeatures } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption, switchOption, textOption } from "../../args/options.js";
import { PRODUCT } from "../../args/value-source.js";
import { optional } from "../../args/values.js";
import { parseId } from "../../ids.js";
import { outputOptions } from "../../output/output-options.js";

/** `list features`: what of a product can be tested. */
export const listFeaturesCommand = defineCommand({
  name: "features",
  summary: "List the features of a product, with how many tests, bugs and user stories each has",
  options: {
    product: {
      ...listOption("The product: id or name", "product-id", "product-ids"),
      demandOption: true,
      completes: PRODUCT,
    },
    "section-id": {
      ...textOption("Only of this section, as show product shows it"),
      completes: { stored: "section", by: "id" },
    },
    "has-user-stories": switchOption("Only with user stories; --no-has-user-stories = only without"),
    "force-refresh": { type: "boolean", default: false, description: "Fetch them again first" },
    ...sortOptions(FEATURE_SORTS, "title"),
    ...DETAIL_OPTION,
    ...LIST_PAGING_OPTIONS,
    ...outputOptions(FEATURE_COLUMNS),
  },
  examples: [
    ['$0 list features --product "Web Shop" --sort-by bug_count --sort-order desc', "The most buggy first"],
    ["$0 list features --product 598 --no-has-user-stories", "Those without user stories"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "feature",
      sorts: FEATURE_SORTS,
      columns: FEATURE_COLUMNS,
      async ask({ store, settings, options }, part) {
        const { listFeatures } = await import("@testio/insights");
        const query = {
          ...part,
          section_id: optional(args["section-id"], (text) => parseId(text, "section", "--section-id 5")),
          has_user_stories: args["has-user-stories"],
          force_refresh: args["force-refresh"],
          product_id: await oneProductNamed(store, settings, args.product),
        };
        return listFeatures(store, query, options);
      },
      rowsKey: "features",
      rowsOf: ({ features }) => features,
      whenNone: noFeatures,
    }),
});
