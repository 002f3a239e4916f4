import { defineGroup } from "../../args/define-command.js";
import { clearCommand } from "./clear.js";
import { listCommand } from "./list.js";
import { mapTestsCommand } from "./map-tests.js";
import { retryCommand } from "./retry.js";

/** `problematic`: what TestIO cannot answer, and what to do about it. */
export const problematicCommand = defineGroup(
  {
    name: "problematic",
    summary: "Look after tests that TestIO lists but cannot answer",
    examples: [
      ["$0 problematic list", "Which they are, and what can be done about each"],
      ["$0 problematic retry 598", "Try those of product 598 again"],
    ],
  },
  [listCommand, mapTestsCommand, retryCommand, clearCommand],
);
