import { USER_SORTS, USER_TYPES } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { USER_COLUMNS } from "../../answers/columns/users.js";
import { LIST_PAGING_OPTIONS, sortOptions } from "../../answers/list-options.js";
import { oneProductNamed } from "../../answers/products-named.js";
import { noUsers } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption, textOption } from "../../args/options.js";
import { PRODUCT } from "../../args/value-source.js";
import { choiceOf, optional, wholeNumberOf } from "../../args/values.js";
import { outputOptions } from "../../output/output-options.js";

const MOST_DAYS = 100_000;

/** `list users`: people named in tests and bugs. */
export const listUsersCommand = defineCommand({
  name: "users",
  summary: "List testers who reported bugs and customers who created tests, and when they were last active",
  options: {
    "user-type": { ...textOption(USER_TYPES.join(" or "), "type"), completes: USER_TYPES },
    days: textOption("Active in the last so many days; default 365"),
    product: {
      ...listOption("Only active in this product: id or name", "product-id", "product-ids"),
      completes: PRODUCT,
    },
    ...sortOptions(USER_SORTS, "username"),
    ...LIST_PAGING_OPTIONS,
    ...outputOptions(USER_COLUMNS),
  },
  examples: [
    ["$0 list users --user-type tester --sort-by last_activity --sort-order desc", "Who reported bugs lately"],
    ['$0 list users --user-type customer --product "Web Shop" --days 90', "Who created tests of a product"],
  ],
  run(args, io) {
    const user_type = optional(args["user-type"], (text) => choiceOf("--user-type", text, USER_TYPES));
    const days = optional(args.days, (text) => wholeNumberOf("--days", text, 1, MOST_DAYS));
    return answerList(args, io, {
      noun: "user",
      sorts: USER_SORTS,
      columns: USER_COLUMNS,
      async ask({ store, settings, options }, { detail: _detail, ...part }) {
        const { listUsers } = await import("@testio/insights");
        const query = {
          ...part,
          user_type,
          days,
          product_id: args.product && (await oneProductNamed(store, settings, args.product)),
        };
        return listUsers(store, query, options);
      },
      rowsKey: "users",
      rowsOf: ({ users }) => users,
      whenNone: noUsers,
    });
  },
});
