import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
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
import { KNOWLEDGE } from "../resources/knowledge.js";
import { RECORDS, type RecordResource } from "../resources/records.js";

/** What MCP says for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32002;

/** Answers `resources/list`, `resources/templates/list` and `resources/read`. */
export function serveResources(server: Server, context: ServerContext, tools: ReadonlyMap<string, Tool>): void {
  const records = RECORDS.filter(({ tool }) => tools.has(tool));
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: KNOWLEDGE.map(({ read: _read, ...resource }) => resource),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: records.map(({ uriTemplate, name, title, description }) => {
      return { uriTemplate, name, title, description, mimeType: "application/json" };
    }),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }, { signal }) => {
    const knowledge = KNOWLEDGE.find((resource) => resource.uri === uri);
    if (knowledge !== undefined) return contents(uri, knowledge.mimeType, await knowledge.read(context.settings));
    const record = records.find(({ prefix }) => uri.startsWith(prefix));
    const tool = record === undefined ? undefined : tools.get(record.tool);
    if (record === undefined || tool === undefined) throw unknownResource(uri, records);
    const args = { [record.parameter]: decodeId(uri.slice(record.prefix.length)) };
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

function decodeId(text: string): string {
  return /^\d+$/.test(text) ? text : "?";
}

function unknownResource(uri: string, records: readonly RecordResource[]): McpError {
  const known = [...KNOWLEDGE.map((resource) => resource.uri), ...records.map(({ uriTemplate }) => uriTemplate)];
  return new McpError(
    RESOURCE_NOT_FOUND,
    `There is no resource ${uri.slice(0, 100)}; choose from ${known.join(", ")}.`,
  );
}
