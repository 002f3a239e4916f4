import { BUG_SEVERITIES, BUG_SORTS, BUG_STATUSES, REJECTION_REASONS } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { BUG_COLUMNS } from "../../answers/columns/bugs.js";
import {
  DETAIL_OPTION,
  listQueryOf,
  PAGING_OPTIONS,
  PERIOD_OPTIONS,
  periodOf,
  sortOptions,
} from "../../answers/list-options.js";
import { productsNamed } from "../../answers/products-named.js";
import { noBugs } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption, switchOption, textOption } from "../../args/options.js";
import { optional, usualValuesOf, valuesOf } from "../../args/values.js";
import { parseId, parseIds } from "../../ids.js";
import { OUTPUT_OPTIONS } from "../../output/output-options.js";

/** `list bugs`: bugs of tests, products or features, or all. */
export const listBugsCommand = defineCommand({
  name: "bugs",
  summary: "List bugs: which are open, accepted or rejected and why, by severity, reporter, platform or date",
  options: {
    "test-ids": listOption("Only of these tests", "test-id", "test"),
    product: listOption("Only of these products: ids or names", "product-id", "product-ids", "products"),
    "feature-ids": listOption("Only on these features; none = on no feature", "feature-id", "feature"),
    severity: listOption(BUG_SEVERITIES.join(", "), "severities"),
    status: listOption(`open (= forwarded), ${BUG_STATUSES.slice(1).join(", ")}`, "statuses"),
    "rejection-reason": listOption(`${REJECTION_REASONS.join(", ")}; none = without one`),
    known: switchOption("Only bugs tagged as known; --no-known = only others"),
    exported: switchOption("Only bugs exported to your tracker; --no-exported = only others"),
    "reported-by-user-id": textOption("Only by this tester, as list users shows the id", "user-id"),
    "found-platform": listOption("Only found on these operating systems", "platform"),
    ...PERIOD_OPTIONS,
    ...sortOptions(BUG_SORTS, "reported_at, newest first"),
    ...DETAIL_OPTION,
    ...PAGING_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  examples: [
    ['$0 list bugs --product "Web Shop" --status open --sort-by severity', "What waits for you, critical first"],
    ["$0 list bugs --test-ids 123456 --columns id,title,reported_by --csv", "Who found what in one test, as CSV"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "bug",
      columns: BUG_COLUMNS,
      async ask({ store, settings, options }, detail) {
        const { listBugs } = await import("@testio/insights");
        const query = {
          ...listQueryOf(args, BUG_SORTS, settings),
          ...periodOf(args),
          test_ids: optional(args["test-ids"], (texts) => parseIds(texts, "test", "--test-ids 123456,123457")),
          feature_ids: valuesOf(args["feature-ids"])?.map((text) =>
            text === "none" ? ("none" as const) : parseId(text, "feature", "--feature-ids 5,6"),
          ),
          severity: usualValuesOf(args.severity),
          status: usualValuesOf(args.status),
          rejection_reason: usualValuesOf(args["rejection-reason"]),
          known: args.known,
          exported: args.exported,
          reported_by_user_id: optional(args["reported-by-user-id"], (text) =>
            parseId(text, "user", "--reported-by-user-id 5"),
          ),
          found_platform: valuesOf(args["found-platform"]),
          product_ids: args.product && (await productsNamed(store, settings, args.product)),
          detail,
        };
        return listBugs(store, query, options);
      },
      rowsOf: ({ bugs }) => bugs,
      whenNone: noBugs,
    }),
});
