import { describe, expect, it } from "vitest";
import type { Command } from "../apps/cli/src/args/define-command.js";
import { COMMANDS } from "../apps/cli/src/commands/index.js";
import { TOOLS } from "../apps/mcp-server/src/tools/registry.js";

interface Pair {
  command: string;
  tool: string;
  /** What the command takes as an argument, or under another name, and why. */
  elsewhere?: Readonly<Record<string, string>>;
}

const PAIRS: readonly Pair[] = [
  { command: "list products", tool: "list_products" },
  { command: "list tests", tool: "list_tests" },
  { command: "list bugs", tool: "list_bugs" },
  { command: "list features", tool: "list_features" },
  { command: "list users", tool: "list_users" },
  { command: "search", tool: "search", elsewhere: { query: "the words themselves" } },
  { command: "metrics", tool: "query_metrics" },
  { command: "report", tool: "get_product_quality_report" },
  { command: "show product", tool: "get_product_summary", elsewhere: { product_id: "the argument" } },
  { command: "show test", tool: "get_test_status", elsewhere: { test_id: "the argument" } },
  { command: "show bug", tool: "get_bug_summary", elsewhere: { bug_id: "the argument" } },
  { command: "show feature", tool: "get_feature_summary", elsewhere: { feature_id: "the argument" } },
  { command: "show user", tool: "get_user_summary", elsewhere: { user_id: "the argument" } },
];

function optionsOf(path: string): readonly string[] {
  let found: Command | undefined;
  let choices = COMMANDS;
  for (const word of path.split(" ")) {
    found = choices.find(({ name }) => name === word);
    choices = found?.commands ?? [];
  }
  return found?.optionNames ?? [];
}

/** The fields of a tool, as clients see them. */
function fieldsOf(name: string): string[] {
  const found = TOOLS.find((tool) => tool.name === name);
  if (found === undefined) throw new Error(`There is no tool ${name}.`);
  return Object.keys(found.input.shape);
}

describe("commands take what their tools take, under the same names", () => {
  it.each(PAIRS)("$command and $tool", ({ command, tool, elsewhere = {} }) => {
    const options = optionsOf(command);
    const fields = fieldsOf(tool);
    const missing = fields.filter((field) => !options.includes(field.replaceAll("_", "-")));
    expect(missing.sort()).toEqual(Object.keys(elsewhere).sort());
  });
});
