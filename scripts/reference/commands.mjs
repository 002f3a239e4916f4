// @ts-check
import { output } from "./program.mjs";
import { written } from "./table.mjs";

const COMMAND = /^ {2}testio-mcp ((?:[a-z-]+ ?)+)/gm;

/**
 * Every command with what its `--help` says, found as a person would: by asking the one above it.
 * @param {string} root
 * @param {string} home
 */
export async function commandsPage(root, home) {
  const sections = await sectionsBelow(root, home, []);
  return [
    written("the program's own `--help`"),
    "# Commands",
    "What `--help` says of each. [command-line.md](../command-line.md) explains them, with examples and exit codes.",
    ...sections,
    "",
  ].join("\n\n");
}

/** @param {string} root @param {string} home @param {string[]} command @returns {Promise<string[]>} */
async function sectionsBelow(root, home, command) {
  const help = await output(root, home, [...command, "--help"]);
  const [, listed = ""] = /^Commands:\n((?: .*\n)+)/m.exec(help) ?? [];
  const sections = [`## testio-mcp ${command.join(" ")}`.trimEnd(), `\`\`\`text\n${help.trimEnd()}\n\`\`\``];
  for (const [, words = ""] of listed.matchAll(COMMAND)) {
    const below = words.trim().split(" ");
    if (below.length === command.length + 1) sections.push(...(await sectionsBelow(root, home, below)));
  }
  return sections;
}
