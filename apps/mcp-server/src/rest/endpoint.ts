import type { Tool } from "../define-tool.js";

/** One REST endpoint: another way to call a tool, with the same input, answer and numbers. */
export interface Endpoint {
  method: "get" | "post";
  /** With parameters of the tool in braces: `/api/products/{product_id}/tests`. */
  path: string;
  tool: Tool;
  /** Under which heading the documentation lists it. */
  tag: string;
  /** Runs for minutes: it is waited for longer. */
  slow?: boolean;
  /** What answers the formats that are no JSON, each with its media type: a tool with the same input. */
  documents?: { formats: Readonly<Record<string, string>>; tool: Tool };
}

/** The parameters that stand in the path. */
export function pathParameters({ path }: Pick<Endpoint, "path">): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}
