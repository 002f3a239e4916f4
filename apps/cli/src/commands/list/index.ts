import { defineGroup } from "../../args/define-command.js";
import { listBugsCommand } from "./bugs.js";
import { listFeaturesCommand } from "./features.js";
import { listProductsCommand } from "./products.js";
import { listTestsCommand } from "./tests.js";
import { listUsersCommand } from "./users.js";

/** `list`: what there is, of each kind. */
export const listCommand = defineGroup(
  {
    name: "list",
    summary: "List products, tests, bugs, features or users, as tables, JSON or CSV",
    examples: [
      ["$0 list products", "What there is to ask about"],
      ['$0 list bugs --product "Web Shop" --status open', "What waits for you in one product"],
    ],
  },
  [listProductsCommand, listTestsCommand, listBugsCommand, listFeaturesCommand, listUsersCommand],
);
