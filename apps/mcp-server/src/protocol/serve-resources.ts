import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { UriTemplate } from "@modelcontextprotocol/sdk/shared/uriTemplate.js";
import {
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type ReadResourceResult,
} from "@modelcontextprotocol/sdk/types.js";
import { callTool } from "../call-tool.js";
import type { ServerContext } from "../context/server-context.js";
import type { Tool } from "../define-tool.js";
import type { Offer } from "./offer.js";

/** What MCP says for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32002;

/** Answers `resources/list`, `resources/templates/list` and `resources/read`. */
export function serveResources(
  server: Server,
  context: ServerContext,
  offer: Pick<Offer, "knowledge" | "records">,
  tools: ReadonlyMap<string, Tool>,
): void {
  const records = offer.records.filter(({ tool }) => tools.has(tool));
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: offer.knowledge.map(({ read: _read, ...resource }) => resource),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: records.map(({ uriTemplate, name, title, description }) => {
      return { uriTemplate, name, title, description, mimeType: "application/json" };
    }),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }, { signal }) => {
    const knowledge = offer.knowledge.find((resource) => resource.uri === uri);
    if (knowledge !== undefined) return contents(uri, knowledge.mimeType, await knowledge.read(context.settings));
    const record = records.find(({ uriTemplate }) => new UriTemplate(uriTemplate).match(uri) !== null);
    const tool = record === undefined ? undefined : tools.get(record.tool);
    if (record === undefined || tool === undefined) throw unknownResource(uri, { ...offer, records });
    const { id } = new UriTemplate(record.uriTemplate).match(uri) ?? {};
    const args = { [record.parameter]: idOrNone(id) };
    const outcome = await callTool(tool, context, { args, signal, reportProgress: () => undefined });
    if (outcome.ok) return contents(uri, "application/json", outcome.text);
    const { what, why, next, code } = outcome.error;
    const kind = code === "not_found" ? RESOURCE_NOT_FOUND : ErrorCode.InvalidParams;
    throw new McpError(code === "failed" ? ErrorCode.InternalError : kind, `${what} ${why} ${next}`);
  });
}

function contents(uri: string, mimeType: string, text: string): ReadResourceResult {
  return { contents: [{ uri, mimeType, text }] };
}

/** What is no id is asked for all the same: the tool says what an id is. */
function idOrNone(id: string | string[] | undefined): string {
  return typeof id === "string" && /^\d+$/.test(id) ? id : "?";
}

function unknownResource(uri: string, { knowledge, records }: Pick<Offer, "knowledge" | "records">): McpError {
  const known = [...knowledge.map((resource) => resource.uri), ...records.map(({ uriTemplate }) => uriTemplate)];
  return new McpError(
    RESOURCE_NOT_FOUND,
    `There is no resource ${uri.slice(0, 100)}; choose from ${known.join(", ")}.`,
  );
}
