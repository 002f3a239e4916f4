import * as z from "zod";

/** The JSON schema of a tool's input or output: without `$ref`, which some clients cannot follow, and without noise. */
export function jsonSchema(schema: z.ZodObject): { type: "object"; [key: string]: unknown } {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    reused: "inline",
    override: tidy,
  });
  return { ...rest, type: "object" };
}

type OverrideContext = Parameters<NonNullable<z.core.ToJSONSchemaParams["override"]>>[0];

function tidy({ zodSchema, jsonSchema }: OverrideContext): void {
  // zod bounds every integer by what JavaScript can hold; to a reader of the schema that says nothing.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // It leaves out the default of whatever is preprocessed, since it cannot know that ours read the same in and out.
  const { def } = zodSchema._zod;
  if (def.type === "default") jsonSchema.default = def.defaultValue;
}
