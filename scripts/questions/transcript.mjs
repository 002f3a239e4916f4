// @ts-check

/**
 * @typedef {object} Asked
 * @property {import("./questions.mjs").Question} question
 * @property {string} transport
 * @property {string[]} call What the Inspector was given after the server.
 * @property {unknown} printed
 * @property {unknown} answer The part of it that answers the question.
 */

/**
 * `docs/questions.md`.
 * @param {readonly Asked[]} asked
 * @param {string} version of the Inspector
 */
export function transcript(asked, version) {
  const parts = asked.map(({ question, transport, call, printed, answer }, index) => {
    const target = transport === "HTTP" ? "http://127.0.0.1:8080/mcp" : "testio-mcp serve";
    return [
      `## ${index + 1}. ${question.asks}`,
      "",
      `Over ${transport}:`,
      "",
      "```sh",
      `mcp-inspector --cli ${target} ${call.map(quoted).join(" ")}`,
      "```",
      "",
      "It prints, in the beginning:",
      "",
      "```json",
      ...beginning(printed),
      "```",
      "",
      `The answer, equal to what the records come to: \`${JSON.stringify(answer)}\``,
      "",
    ].join("\n");
  });
  return `${HEAD.replace("VERSION", version)}\n${parts.join("\n")}`;
}

const HEAD = `# Ten questions, and their answers

Asked with the command line of the MCP Inspector (VERSION), a client that was not written for this server, over stdio and HTTP by
turns. The customer is the simulator's (seed 7, four products with 60 tests each), synced with \`testio-mcp sync --bugs\`. Every
answer was compared with what plain loops over the simulator's own records come to.

This page is made by \`node scripts/questions.mjs --write\` after \`npm run build\`; without \`--write\`, the script asks and compares only.
`;

const SHOWN_LINES = 14;

/**
 * @param {unknown} answer
 * @returns {string[]}
 */
function beginning(answer) {
  const lines = JSON.stringify(answer, null, 2).split("\n");
  return lines.length <= SHOWN_LINES ? lines : [...lines.slice(0, SHOWN_LINES), "  …"];
}

/** @param {string} word */
function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
