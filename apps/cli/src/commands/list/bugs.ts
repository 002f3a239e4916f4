import { BUG_SEVERITIES, BUG_SORTS, BUG_STATUSES, REJECTION_REASONS, type Store } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { BUG_COLUMNS } from "../../answers/columns/bugs.js";
import { featuresNamed } from "../../answers/features-named.js";
import {
  DETAIL_OPTION,
  LIST_PAGING_OPTIONS,
  PERIOD_OPTIONS,
  periodOf,
  sortOptions,
} from "../../answers/list-options.js";
import { productsNamed } from "../../answers/products-named.js";
import { oneUserNamed } from "../../answers/users-named.js";
import { noBugs } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption, switchOption, textOption } from "../../args/options.js";
import { FEATURE, PLATFORMS, PRODUCT, TEST, USER } from "../../args/value-source.js";
import { optional, usualValuesOf, valuesOf } from "../../args/values.js";
import { parseIds } from "../../ids.js";
import { outputOptions } from "../../output/output-options.js";

/** `list bugs`: bugs of tests, products or features, or all. */
export const listBugsCommand = defineCommand({
  name: "bugs",
  summary: "List bugs: which are open, accepted or rejected and why, by severity, reporter, platform or date",
  options: {
    "test-ids": { ...listOption("Only of these tests", "test-id", "test"), completes: TEST },
    product: {
      ...listOption("Only of these products: ids or names", "product-id", "product-ids", "products"),
      completes: PRODUCT,
    },
    "feature-ids": {
      ...listOption("Only on these features: ids or names; none = on no feature", "feature-id", "feature", "features"),
      completes: FEATURE,
    },
    severity: { ...listOption(BUG_SEVERITIES.join(", "), "severities"), completes: BUG_SEVERITIES },
    status: {
      ...listOption(`open (= forwarded), ${BUG_STATUSES.slice(1).join(", ")}`, "statuses"),
      completes: ["open", ...BUG_STATUSES],
    },
    "rejection-reason": {
      ...listOption(`${REJECTION_REASONS.join(", ")}; none = without one`, "rejection-reasons"),
      completes: [...REJECTION_REASONS, "none"],
    },
    known: switchOption("Only bugs tagged as known; --no-known = only others"),
    exported: switchOption("Only bugs exported to your tracker; --no-exported = only others"),
    "reported-by-user-id": {
      ...textOption(
        "Only by this tester: id (as list users shows it) or name",
        "user-id",
        "user",
        "tester",
        "reported-by",
      ),
      completes: USER,
    },
    "found-platform": { ...listOption("Only found on these operating systems", "platform"), completes: PLATFORMS },
    ...PERIOD_OPTIONS,
    ...sortOptions(BUG_SORTS, "reported_at, newest first"),
    ...DETAIL_OPTION,
    ...LIST_PAGING_OPTIONS,
    ...outputOptions(BUG_COLUMNS),
  },
  examples: [
    ['$0 list bugs --product "Web Shop" --status open --sort-by severity', "What waits for you, critical first"],
    ["$0 list bugs --test-ids 123456 --columns id,title,reported_by --csv", "Who found what in one test, as CSV"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "bug",
      sorts: BUG_SORTS,
      columns: BUG_COLUMNS,
      async ask({ store, settings, options }, part) {
        const { listBugs } = await import("@testio/insights");
        const query = {
          ...part,
          ...periodOf(args),
          test_ids: optional(args["test-ids"], (texts) => parseIds(texts, "test", "--test-ids 123456,123457")),
          severity: usualValuesOf(args.severity),
          status: usualValuesOf(args.status),
          rejection_reason: usualValuesOf(args["rejection-reason"]),
          known: args.known,
          exported: args.exported,
          found_platform: valuesOf(args["found-platform"]),
        };
        const product_ids = args.product && (await productsNamed(store, settings, args.product));
        const { "feature-ids": features, "reported-by-user-id": reporter } = args;
        const scope = { ...settings, of: product_ids };
        const feature_ids = features && (await featureIdsOf(store, scope, features));
        const reported_by_user_id = reporter === undefined ? undefined : await oneUserNamed(store, reporter, "tester");
        return listBugs(store, { ...query, product_ids, feature_ids, reported_by_user_id }, options);
      },
      rowsKey: "bugs",
      rowsOf: ({ bugs }) => bugs,
      whenNone: noBugs,
    }),
});

/** `none` stands for no feature. */
async function featureIdsOf(
  store: Store,
  scope: Parameters<typeof featuresNamed>[1],
  texts: readonly string[],
): Promise<(number | "none")[]> {
  const isNone = (text: string) => text.trim() === "none";
  const parts = texts.flatMap((text) => (text.split(",").some(isNone) ? text.split(",") : [text]));
  const named = parts.filter((part) => !isNone(part));
  const ids = named.length === 0 ? [] : await featuresNamed(store, scope, named);
  return parts.some(isNone) ? [...ids, "none"] : ids;
}
