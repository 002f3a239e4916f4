// @ts-check
import { parametersOf, parameterTable } from "./parameters.mjs";
import { written } from "./table.mjs";

/**
 * @typedef {import("./parameters.mjs").Schema} Schema
 * @typedef {object} Operation
 * @property {string} description
 * @property {string} operationId
 * @property {string[]} tags
 * @property {{ name: string, in: string, schema: Schema, required: boolean, description?: string }[]} [parameters]
 * @property {{ content: Record<string, { schema: { properties?: Record<string, Schema>, required?: string[] } }> }} [requestBody]
 */

/** @param {string} url of a server */
export async function restPage(url) {
  const answer = await fetch(`${url}/openapi.json`);
  const { paths } = /** @type {{ paths: Record<string, Record<string, Operation>> }} */ (await answer.json());
  return page(paths);
}

/** @param {Record<string, Record<string, Operation>>} paths */
function page(paths) {
  const sections = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(`${method.toUpperCase()} ${path}`, operation)),
  );
  return [
    written("the server's `/openapi.json`"),
    "# REST",
    "Every endpoint with its parameters: in the path and the query, or, for `POST`, as one JSON object. [http.md](../http.md) says who may ask, and what errors mean.",
    ...sections,
    "",
  ].join("\n\n");
}

/** @param {string} title @param {Operation} operation */
function section(title, { description, operationId, parameters = [], requestBody }) {
  const body = requestBody?.content["application/json"]?.schema;
  const all = [...parameters, ...(body ? parametersOf(body) : [])];
  return `## ${title}\n\n${description} _\`${operationId}\`_\n\n${parameterTable(all)}`;
}
