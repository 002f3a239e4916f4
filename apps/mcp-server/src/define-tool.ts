import type { JsonObject } from "@testio/store";
import type { z } from "zod";
import type { ServerContext } from "./context/server-context.js";
import { invalidArguments } from "./errors/describe-issue.js";
import { jsonSchema } from "./json-schema.js";

/** Tells clients what calling a tool can do (MCP tool annotations). */
export interface ToolAnnotations {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  /** Calling it again with the same arguments changes nothing more. */
  idempotentHint: boolean;
  /** It asks something outside this machine. */
  openWorldHint: boolean;
}

/** For tools that read nothing but the local database. */
export const READS_LOCAL_DATA: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** How far a long call has come. */
export interface ToolProgress {
  message: string;
  /** 0-1; null while nobody can know it. */
  fraction: number | null;
  /** Sent at once, however little time has passed since the last one. */
  urgent?: boolean;
}

/** What a handler gets besides its input. */
interface ToolCall {
  context: ServerContext;
  /** Aborted when the client cancels the call or the server ends. */
  signal: AbortSignal;
  /** Does nothing when the client did not ask for progress. */
  reportProgress: (progress: ToolProgress) => void;
}

export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  /** For the model that chooses the tool: what it answers, and when to use it. */
  description: string;
  input: Input;
  output: Output;
  annotations: ToolAnnotations;
  /** Throws what went wrong; whoever calls it turns that into an answer. */
  handler: (input: z.output<Input>, call: ToolCall) => Promise<z.input<Output>>;
}

/** A tool as the protocol sees it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What the two JSON schemas are made from. */
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: ToolAnnotations;
  /** @throws ToolError when the arguments are wrong, and whatever the handler throws. */
  run(args: JsonObject, call: ToolCall): Promise<JsonObject>;
}

type JsonSchema = ReturnType<typeof jsonSchema>;

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, input, output, annotations, handler } = definition;
  return {
    name,
    title,
    description,
    input,
    output,
    inputSchema: jsonSchema(input),
    outputSchema: jsonSchema(output),
    annotations,
    async run(args, call) {
      const parsed = input.safeParse(given(args), { reportInput: true });
      if (!parsed.success) throw invalidArguments(name, parsed.error.issues, Object.keys(input.shape));
      return handler(parsed.data, call);
    },
  };
}

/** Models often send null or an empty text for what they want to leave out. */
function given(args: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== ""));
}
