import * as z from "zod";

/** The JSON schema of what a tool answers, whole. */
export function responseSchema(output: z.ZodObject): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(output, { io: "output", reused: "inline" });
  return schema;
}
