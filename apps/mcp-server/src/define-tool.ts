import type { JsonObject } from "@testio/store";
import type { z } from "zod";
import type { ServerContext } from "./context/server-context.js";
import { invalidArguments } from "./errors/describe-issue.js";
import { inputSchemaOf, listedOutputSchema, type ObjectSchema } from "./json-schema.js";

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

/** For tools that read the database, and fetch what is missing or too old from TestIO first. */
export const READS_AND_REFRESHES: ToolAnnotations = { ...READS_LOCAL_DATA, openWorldHint: true };

/** How far a long call has come. */
export interface ToolProgress {
  message: string;
  /** 0-1; null while nobody can know it. */
  fraction: number | null;
  /** Sent at once, however little time has passed since the last one. */
  urgent?: boolean;
}

/** What a handler gets besides its input. */
export interface ToolCall {
  context: ServerContext;
  /** Aborted when the client cancels the call or the server ends. */
  signal: AbortSignal;
  /** Does nothing when the client did not ask for progress. */
  reportProgress: (progress: ToolProgress) => void;
  /** How the call came. */
  via: "mcp" | "rest";
}

export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  /** For the model that chooses the tool: what it answers, and when to use it. */
  description: string;
  input: Input;
  output: Output;
  annotations: ToolAnnotations;
  /** Other names under which models send a parameter, such as `product_id` for `product_ids`; not listed. */
  synonyms?: Readonly<Record<string, string>>;
  /** Throws what went wrong; whoever calls it turns that into an answer. */
  handler: (input: z.output<Input>, call: ToolCall) => Promise<z.input<Output>>;
}

/** A tool as the protocol sees it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What the arguments are checked with. */
  readonly input: z.ZodObject;
  /** What every answer is, whole. */
  readonly output: z.ZodObject;
  readonly inputSchema: ObjectSchema;
  /** Weaker than `output`, so that the list of tools stays short. */
  readonly outputSchema: ObjectSchema;
  readonly annotations: ToolAnnotations;
  /**
   * @param as the name it was called by; default: its own.
   * @throws ToolError when the arguments are wrong, and whatever the handler throws.
   */
  run(args: JsonObject, call: ToolCall, as?: string): Promise<JsonObject>;
}

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, input, output, annotations, synonyms = {}, handler } = definition;
  return {
    name,
    title,
    description,
    input,
    output,
    inputSchema: inputSchemaOf(input),
    outputSchema: listedOutputSchema(output),
    annotations,
    async run(args, call, as = name) {
      const parsed = input.safeParse(given(args, synonyms), { reportInput: true });
      if (!parsed.success) throw invalidArguments(as, parsed.error.issues, Object.keys(input.shape));
      return handler(parsed.data, call);
    },
  };
}

/** The same tool under another name. */
export function alias(tool: Tool, name: string): Tool {
  return { ...tool, name, run: (args, call) => tool.run(args, call, name) };
}

/** Models often send null or an empty text for what they want to leave out. */
function given(args: JsonObject, synonyms: Readonly<Record<string, string>>): JsonObject {
  const meant: JsonObject = {};
  for (const [name, value] of Object.entries(args)) {
    if (value === null || value === "") continue;
    const proper = Object.hasOwn(synonyms, name) ? (synonyms[name] ?? name) : name;
    // Who gives both names means both: the unknown one is then named as such.
    meant[proper !== name && Object.hasOwn(args, proper) ? name : proper] = value;
  }
  return meant;
}
