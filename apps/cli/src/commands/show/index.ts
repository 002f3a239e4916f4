import { defineGroup } from "../../args/define-command.js";
import { showBugCommand } from "./bug.js";
import { showFeatureCommand } from "./feature.js";
import { showProductCommand } from "./product.js";
import { showTestCommand } from "./test.js";
import { showUserCommand } from "./user.js";

/** `show`: one thing, with all that is known of it. */
export const showCommand = defineGroup(
  {
    name: "show",
    summary: "Show one product, test, bug, feature or user with all that is known of it",
    examples: [
      ["$0 show test 123456", "A test with its bugs and rates"],
      ['$0 show product "Web Shop"', "A product by its name"],
    ],
  },
  [showProductCommand, showTestCommand, showBugCommand, showFeatureCommand, showUserCommand],
);
