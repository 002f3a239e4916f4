import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { expect } from "vitest";
import { HIDDEN_TOOLS, TOOLS } from "../../src/tools/registry.js";

export interface ToolAnswer {
  isError: boolean;
  text: string;
  /** The structured content; empty when there is none. */
  data: Record<string, unknown>;
}

/** A tool's answer, after checking what holds for all of them: text and structured content say the same. */
export function answerOf(result: Awaited<ReturnType<Client["callTool"]>>): ToolAnswer {
  const content: unknown = result.content;
  expect(content).toEqual([{ type: "text", text: expect.any(String) }]);
  const [{ text }] = content as [{ text: string }];
  const isError = result.isError === true;
  if (isError) expect(text).toMatch(/^What happened: .+\nWhy: .+\nWhat to do: .+$/s);
  else expect(JSON.parse(text)).toEqual(result.structuredContent);
  return { isError, text, data: { ...(result.structuredContent as Record<string, unknown> | undefined) } };
}

/** Checks an answer against the whole output schema of its tool: nothing is missing, and nothing is there that it does not name. */
export function assertWholeSchema(name: string, data: Record<string, unknown>): void {
  const tool = [...TOOLS, ...HIDDEN_TOOLS.map((hidden) => hidden.tool)].find((candidate) => candidate.name === name);
  expect(tool, name).toBeDefined();
  expect(tool?.output.parse(data), name).toEqual(data);
}
