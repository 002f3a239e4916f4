// @ts-check
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { parametersOf, parameterTable } from "./parameters.mjs";
import { code, table, written } from "./table.mjs";

/** @typedef {Awaited<ReturnType<Client["listTools"]>>["tools"][number]} Tool */

/** @param {string} url of a server */
export async function toolsPage(url) {
  const client = new Client({ name: "reference", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`));
  // The SDK's own types disagree under exactOptionalPropertyTypes: its transport may have no session id, the interface must.
  await client.connect(/** @type {import("@modelcontextprotocol/sdk/shared/transport.js").Transport} */ (transport));
  try {
    return await page(client);
  } finally {
    await client.close();
  }
}

/** @param {Client} client */
async function page(client) {
  const { tools } = await client.listTools();
  const { prompts } = await client.listPrompts();
  const { resources } = await client.listResources();
  const { resourceTemplates } = await client.listResourceTemplates();
  return [
    written("`apps/mcp-server/src/tools`"),
    "# Tools, prompts and resources",
    "As an MCP client gets them. [mcp.md](../mcp.md) explains them, with answers.",
    ...tools.map(toolSection),
    "## Prompts",
    ...prompts.map(
      ({ name, description, arguments: given = [] }) =>
        `**\`${name}\`**: ${description}\n\n${table(
          ["Argument", ""],
          given.map((argument) => [code(argument.name), argument.description]),
        )}`,
    ),
    "## Resources",
    table(
      ["URI", ""],
      [
        ...resources.map(({ uri, description }) => [code(uri), description]),
        ...resourceTemplates.map(({ uriTemplate, description }) => [code(uriTemplate), description]),
      ],
    ),
    "",
  ].join("\n\n");
}

/** @param {Tool} tool */
function toolSection({ name, description, inputSchema, annotations }) {
  const effect = annotations?.readOnlyHint ? "Reads only." : "Changes the local database, never TestIO.";
  const parameters = parametersOf(/** @type {Parameters<typeof parametersOf>[0]} */ (inputSchema));
  return `## ${name}\n\n${description} _${effect}_\n\n${parameterTable(parameters)}`;
}
