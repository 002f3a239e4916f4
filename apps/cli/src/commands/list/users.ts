import { USER_SORTS, USER_TYPES } from "@testio/store";
import { answerList } from "../../answers/answer-list.js";
import { USER_COLUMNS } from "../../answers/columns/users.js";
import { listQueryOf, PAGING_OPTIONS, sortOptions } from "../../answers/list-options.js";
import { oneProductNamed } from "../../answers/products-named.js";
import { noUsers } from "../../answers/when-none.js";
import { defineCommand } from "../../args/define-command.js";
import { listOption, textOption } from "../../args/options.js";
import { choiceOf, optional, wholeNumberOf } from "../../args/values.js";
import { OUTPUT_OPTIONS } from "../../output/output-options.js";

const MOST_DAYS = 100_000;

/** `list users`: people named in tests and bugs. */
export const listUsersCommand = defineCommand({
  name: "users",
  summary: "List testers who reported bugs and customers who created tests, and when they were last active",
  options: {
    "user-type": textOption(USER_TYPES.join(" or "), "type"),
    days: textOption("Active in the last so many days; default 365"),
    product: listOption("Only active in this product: id or name", "product-id", "product-ids"),
    ...sortOptions(USER_SORTS, "username"),
    ...PAGING_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  examples: [
    ["$0 list users --user-type tester --sort-by last_activity --sort-order desc", "Who reported bugs lately"],
    ['$0 list users --user-type customer --product "Web Shop" --days 90', "Who created tests of a product"],
  ],
  run: (args, io) =>
    answerList(args, io, {
      noun: "user",
      columns: USER_COLUMNS,
      async ask({ store, settings, options }) {
        const { listUsers } = await import("@testio/insights");
        const query = {
          ...listQueryOf(args, USER_SORTS, settings),
          user_type: optional(args["user-type"], (text) => choiceOf("--user-type", text, USER_TYPES)),
          days: optional(args.days, (text) => wholeNumberOf("--days", text, 1, MOST_DAYS)),
          product_id: args.product && (await oneProductNamed(store, settings, args.product)),
        };
        return listUsers(store, query, options);
      },
      rowsOf: ({ users }) => users,
      whenNone: noUsers,
    }),
});
