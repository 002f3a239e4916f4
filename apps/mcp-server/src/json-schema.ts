import * as z from "zod";

export interface ObjectSchema {
  type: "object";
  [key: string]: unknown;
}

/** The JSON schema of a tool's input: without `$ref`, which some clients cannot follow, and without noise. */
export function inputSchemaOf(schema: z.ZodObject): ObjectSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input", reused: "inline", override: tidy });
  return { ...rest, type: "object" };
}

type OverrideContext = Parameters<NonNullable<z.core.ToJSONSchemaParams["override"]>>[0];

function tidy({ zodSchema, jsonSchema }: OverrideContext): void {
  // zod bounds every integer by what JavaScript can hold; to a reader of the schema that says nothing.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // That an id is above 0, and that an empty list asks for nothing, goes without saying.
  if (jsonSchema.exclusiveMinimum === 0) delete jsonSchema.exclusiveMinimum;
  if (jsonSchema.minItems === 1) delete jsonSchema.minItems;
  // It leaves out the default of whatever is preprocessed, since it cannot know that ours read the same in and out.
  const { def } = zodSchema._zod;
  if (def.type === "default") jsonSchema.default = def.defaultValue;
  // Which names and values an open object takes is described in words.
  if (def.type === "record") {
    delete jsonSchema.propertyNames;
    delete jsonSchema.additionalProperties;
  }
}

/**
 * The JSON schema of a tool's answer as clients see it: its fields and their kinds, but not what rows and parts consist of.
 * The whole would take five times as much of a model's context, and says nothing that an answer does not show.
 */
export function listedOutputSchema(output: z.ZodObject): ObjectSchema {
  const properties = Object.fromEntries(
    Object.entries(output.shape).map(([name, field]) => [name, listedField(field)]),
  );
  return { type: "object", properties };
}

/** What holds for every value of the field; `{}` where that is nothing. */
function listedField(field: z.core.$ZodType): { type?: string; description?: string; items?: object } {
  const about = z.globalRegistry.get(field)?.description;
  const description = about === undefined ? {} : { description: about };
  const { def } = field._zod as z.core.$ZodTypes["_zod"];
  switch (def.type) {
    case "optional":
    case "default":
      return { ...listedField(def.innerType), ...description };
    case "array":
      return { type: "array", ...(isObject(def.element) ? { items: { type: "object" } } : {}), ...description };
    case "object":
    case "record":
      return { type: "object", ...description };
    case "string":
    case "boolean":
      return { type: def.type, ...description };
    case "number":
      return { type: "format" in def ? "integer" : "number", ...description };
    case "enum":
      return { type: "string", ...description };
    default:
      // Mostly nullable: a list of types instead of one confuses some clients.
      return description;
  }
}

function isObject(schema: z.core.$ZodType): boolean {
  return ["object", "record"].includes(schema._zod.def.type);
}
