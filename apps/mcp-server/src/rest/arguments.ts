import type { JsonObject } from "@testio/store";

/**
 * The arguments that a query string gives. A parameter that comes several times is a list; so is one written `a,b`, as the
 * tools read it.
 */
export function queryArguments(query: URLSearchParams): JsonObject {
  const args: JsonObject = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    args[name.replace(/\[\]$/, "")] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return args;
}
