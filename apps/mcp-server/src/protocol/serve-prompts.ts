import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  ErrorCode,
  GetPromptRequestSchema,
  type GetPromptResult,
  ListPromptsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import type { ServerContext } from "../context/server-context.js";
import type { Prompt } from "../prompts/prompts.js";

/** Answers `prompts/list` and `prompts/get`. */
export function servePrompts(server: Server, { settings }: ServerContext, prompts: readonly Prompt[]): void {
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: prompts.map(({ name, title, description, arguments: args }) => {
      return { name, title, description, arguments: [...args] };
    }),
  }));
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }): Promise<GetPromptResult> => {
    const prompt = prompts.find(({ name }) => name === params.name);
    if (prompt === undefined) {
      const known = prompts.map(({ name }) => name).join(", ");
      throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${params.name}; choose from ${known}.`);
    }
    const text = await prompt.text(argumentsOf(prompt, params.arguments ?? {}), settings);
    return { description: prompt.description, messages: [{ role: "user", content: { type: "text", text } }] };
  });
}

/** Clients send what a person left out as an empty text. */
function argumentsOf(prompt: Prompt, given: Readonly<Record<string, string>>): Record<string, string> {
  const args = Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ""),
  );
  const names = prompt.arguments.map(({ name }) => name);
  const unknown = Object.keys(args).filter((name) => !names.includes(name));
  const missing = prompt.arguments.filter(({ name, required }) => required && args[name] === undefined);
  const problems = [
    ...unknown.map((name) => `There is no argument ${name}.`),
    ...missing.map(({ name, description }) => `${name} is needed: ${description}.`),
  ];
  if (problems.length === 0) return args;
  const text = `${problems.join(" ")} ${prompt.name} takes ${names.join(", ")}.`;
  throw new McpError(ErrorCode.InvalidParams, text);
}
