// @ts-check
import { cli, run } from "../lib/program.mjs";
import { written } from "./table.mjs";

const COMMAND = /^ {2}testio-mcp ((?:[a-z-]+ ?)+)/gm;

/**
 * Every command with what its `--help` says, found as a person would: by asking the one above it.
 * @param {import("../lib/program.mjs").Home} where
 */
export async function commandsPage(where) {
  const sections = await sectionsBelow(where, []);
  return [
    written("the program's own `--help`"),
    "# Commands",
    "What `--help` says of each. [command-line.md](../command-line.md) explains them, with examples and exit codes.",
    ...sections,
    "",
  ].join("\n\n");
}

/** @param {import("../lib/program.mjs").Home} where @param {string[]} command @returns {Promise<string[]>} */
async function sectionsBelow(where, command) {
  const { stdout: help } = await run([cli, ...command, "--help"], where);
  const [, listed = ""] = /^Commands:\n((?: .*\n)+)/m.exec(help) ?? [];
  const sections = [`## testio-mcp ${command.join(" ")}`.trimEnd(), `\`\`\`text\n${help.trimEnd()}\n\`\`\``];
  for (const [, words = ""] of listed.matchAll(COMMAND)) {
    const below = words.trim().split(" ");
    if (below.length === command.length + 1) sections.push(...(await sectionsBelow(where, below)));
  }
  return sections;
}
