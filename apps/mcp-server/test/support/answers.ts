import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { expect } from "vitest";

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
