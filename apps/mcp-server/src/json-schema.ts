import * as z from "zod";

/** The JSON schema of a tool's input or output: without `$ref`, which some clients cannot follow, and without noise. */
export function jsonSchema(schema: z.ZodObject): { type: "object"; [key: string]: unknown } {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    reused: "inline",
    override: dropBounds,
  });
  return { ...rest, type: "object" };
}

/** zod bounds every integer by what JavaScript can hold; to a reader of the schema that says nothing. */
function dropBounds({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
