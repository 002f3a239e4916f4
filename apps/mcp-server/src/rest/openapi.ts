import type { JsonObject } from "@testio/store";
import { VERSION } from "../version.js";
import { type Endpoint, pathParameters } from "./endpoint.js";
import { responseSchema } from "./response-schema.js";

/** What `/openapi.json` answers: the endpoints in OpenAPI 3.1, whose schemas are those the tools check with. */
export function openApiDocument(endpoints: readonly Endpoint[], { tokenNeeded }: { tokenNeeded: boolean }): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const endpoint of endpoints)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint, endpoints) };
  const tags = [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name }));
  return {
    openapi: "3.1.1",
    info: {
      title: "testio-mcp",
      version: VERSION,
      summary: "A customer's TestIO data, mirrored into a local database.",
      description:
        "Every endpoint answers what the MCP tool of its operationId answers. Lists in a query are written `a,b` or by repeating the parameter. Each answer says when its data was synced (`as_of`) and what is missing (`coverage`).",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags,
    paths,
    components: {
      schemas: { Error: ERROR_SCHEMA },
      ...(tokenNeeded ? { securitySchemes: { token: { type: "http", scheme: "bearer" } } } : {}),
    },
    ...(tokenNeeded ? { security: [{ token: [] }] } : { security: [] }),
  };
}

const ERROR_SCHEMA = {
  type: "object",
  description: "What went wrong, for people and programs.",
  properties: {
    error: { type: "string", description: "A code for the kind of failure, such as not_found." },
    message: { type: "string", description: "What happened, and why." },
    next: { type: "string", description: "What to do." },
    result: { type: "object", description: "Figures of what was done before it failed." },
  },
  required: ["error", "message", "next"],
};

const FAILURES: Readonly<Record<number, string>> = {
  400: "A parameter is wrong.",
  401: "The token is missing or wrong.",
  403: "Not allowed by the server's settings, or asked by a page of another site.",
  404: "Not in the local database.",
  409: "Another sync is running.",
  413: "The request is too large.",
  415: "The body is not declared as JSON.",
  429: "Too many wrong tokens came from this address.",
  500: "Something unexpected went wrong.",
  502: "TestIO did not answer, or refused.",
  503: "The database cannot be used, or the server is ending.",
  504: "It took too long.",
};

function operation(endpoint: Endpoint, all: readonly Endpoint[]): JsonObject {
  const { tool, tag, method } = endpoint;
  const failures = Object.entries(FAILURES).map(([status, description]) => [
    status,
    { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
  ]);
  return {
    operationId: operationId(endpoint, all),
    tags: [tag],
    summary: tool.title,
    description: tool.description,
    ...(method === "get" ? { parameters: parameters(endpoint) } : { requestBody: requestBody(endpoint) }),
    responses: {
      200: {
        description: "The answer.",
        content: { "application/json": { schema: responseSchema(tool.output) }, ...documentTypes(endpoint) },
      },
      ...Object.fromEntries(failures),
    },
  };
}

/** What an endpoint answers to formats that are no JSON. */
function documentTypes({ documents }: Endpoint): JsonObject {
  const types = Object.entries(documents?.formats ?? {});
  return Object.fromEntries(
    types.map(([format, type]) => [type, { schema: { type: "string", description: `With format=${format}.` } }]),
  );
}

/** The tool's name; where a tool has several endpoints, with what tells them apart. */
function operationId(endpoint: Endpoint, all: readonly Endpoint[]): string {
  const first = all.find(({ tool }) => tool === endpoint.tool);
  if (first === endpoint || first === undefined) return endpoint.tool.name;
  return `${endpoint.tool.name}_${endpoint.path
    .replace(/^\/api\//, "")
    .replaceAll(/\W+/g, "_")
    .replace(/_$/, "")}`;
}

function parameters(endpoint: Endpoint): JsonObject[] {
  const { properties, required } = inputOf(endpoint);
  const inPath = new Set(pathParameters(endpoint));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: inPath.has(name) ? "path" : "query",
    required: inPath.has(name) || required.has(name),
    ...(description === undefined ? {} : { description }),
    schema,
    ...(schema.type === "array" && !inPath.has(name) ? { style: "form", explode: false } : {}),
  }));
}

function requestBody({ tool }: Endpoint): JsonObject {
  const { required } = inputOf({ tool });
  return { required: required.size > 0, content: { "application/json": { schema: tool.inputSchema } } };
}

type Properties = Record<string, { description?: string; type?: string; [key: string]: unknown }>;

function inputOf({ tool }: Pick<Endpoint, "tool">): { properties: Properties; required: ReadonlySet<string> } {
  const { properties = {}, required = [] } = tool.inputSchema as { properties?: Properties; required?: string[] };
  return { properties, required: new Set(required) };
}
