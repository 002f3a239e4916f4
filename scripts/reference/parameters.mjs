// @ts-check
import { code, table } from "./table.mjs";

/**
 * @typedef {object} Schema a JSON schema, as far as parameters need it
 * @property {string | string[]} [type]
 * @property {string} [description]
 * @property {unknown[]} [enum]
 * @property {unknown} [const]
 * @property {Schema} [items]
 * @property {Schema[]} [anyOf]
 * @property {unknown} [default]
 * @property {number} [minimum]
 * @property {number} [maximum]
 */

/** @param {Schema} schema @returns {string} */
function kindOf(schema) {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(", ");
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(" or ");
  if (schema.items) return `one or more${schema.items.enum ? " of" : ":"} ${kindOf(schema.items)}`;
  if (schema.type === "integer" || schema.type === "number") return `number${rangeOf(schema)}`;
  if (schema.type === "boolean") return "true or false";
  return schema.type === "string" ? "text" : String(schema.type ?? "anything");
}

/** @param {Schema} schema */
function rangeOf({ minimum, maximum }) {
  // What JavaScript can count to is no limit anybody set.
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum;
  if (minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER) return most === null ? "" : ` up to ${most}`;
  return most === null ? ` from ${minimum}` : ` ${minimum}-${most}`;
}

/**
 * Parameters as a table.
 * @param {readonly { name: string, schema: Schema, required: boolean, description?: string }[]} parameters
 */
export function parameterTable(parameters) {
  if (parameters.length === 0) return "No parameters.";
  const rows = parameters.map(({ name, schema, required, description = schema.description }) => [
    code(name),
    kindOf(schema),
    required ? "required" : schema.default === undefined ? "" : code(schema.default),
    description,
  ]);
  return table(["Parameter", "Takes", "Default", ""], rows);
}

/** @param {{ properties?: Record<string, Schema>, required?: readonly string[] }} schema of an object */
export function parametersOf({ properties = {}, required = [] }) {
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, required: required.includes(name) }));
}
