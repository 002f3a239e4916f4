// @ts-check

/**
 * @typedef {object} Asked
 * @property {import("./questions.mjs").Question} question
 * @property {string} transport
 * @property {string[]} call What the Inspector was given after the server.
 * @property {unknown} answer
 */

/**
 * `docs/questions.md`.
 * @param {readonly Asked[]} asked
 * @param {string} version of the Inspector
 */
export function transcript(asked, version) {
  const parts = asked.map(({ question, transport, call, answer }, index) => {
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
      "```json",
      JSON.stringify(answer, null, 2),
      "```",
      "",
    ].join("\n");
  });
  return `${HEAD.replace("VERSION", version)}\n${parts.join("\n")}`;
}

const HEAD = `# Ten questions, and their answers

Asked with the command line of the MCP Inspector (VERSION), a client that was not written for this server, over stdio and HTTP by
turns. The customer is the simulator's (seed 7, four products with 60 tests each), synced with \`testio-mcp sync --bugs\`. Of each
answer, the part is shown that answers the question. All of them were compared with what plain loops over the simulator's own
records come to.

This page is made by \`node scripts/questions.mjs --write\` after \`npm run build\`; without \`--write\`, the script asks and compares only.
`;

/** @param {string} word */
function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
