import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerOf } from "../apps/mcp-server/test/support/answers.js";
import { type BothServers, startBoth } from "./support/both-servers.js";
import { GOLDEN, idsIn, openSynced } from "./support/golden.js";
import { type RestQuestion, restQuestions } from "./support/rest-questions.js";
import type { Sandbox } from "./support/sandbox.js";
import { stable } from "./support/stable.js";

interface OpenApi {
  paths: Record<string, Record<string, { parameters?: { name: string }[] }>>;
}

type Operation = Pick<RestQuestion, "method" | "path">;

let sandbox: Sandbox;
let servers: BothServers;
let document: OpenApi;
let questions: RestQuestion[];
const ajv = new Ajv2020({ strict: false, allErrors: true });

beforeAll(async () => {
  const opened = await openSynced(GOLDEN);
  sandbox = opened.sandbox;
  servers = await startBoth(sandbox, opened.env);
  questions = restQuestions(await idsIn(sandbox, servers.http));
  document = (await (await fetch(new URL("/openapi.json", servers.url))).json()) as OpenApi;
  ajv.addSchema(document, "openapi");
});

afterAll(async () => {
  await servers.close();
  await sandbox.dispose();
});

async function ask({ method, path, query = {}, body, args = {} }: Operation & Partial<RestQuestion>) {
  const inPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(args[name])));
  const url = new URL(inPath, servers.url);
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === "string" ? [value] : value) url.searchParams.append(name, one);
  const headers = { "content-type": "application/json" };
  const init = method === "post" ? { method: "POST", headers, body: JSON.stringify(body ?? {}) } : {};
  const response = await fetch(url, init);
  const answered: unknown = await response.json();
  return { status: response.status, body: answered };
}

/** Fails where an answer is not as `/openapi.json` says. */
function expectAsDocumented({ method, path }: Operation, { status, body }: { status: number; body: unknown }): void {
  const escaped = path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll(/[{}]/g, encodeURIComponent);
  const place = `openapi#/paths/${escaped}/${method}/responses/${status}/content/application~1json/schema`;
  const schema = { $ref: place };
  const isValid = ajv.validate(schema, body);
  expect(isValid, `${method} ${path} ${status}: ${ajv.errorsText(ajv.errors)}`).toBe(true);
  expect(ajv.validate(schema, {}), "anything is as documented").toBe(false);
}

const titles = restQuestions({ product: 0, test: 0, bug: 0, feature: 0, user: 0 }).map(
  ({ method, path, query = {} }, index) => ({
    index,
    title: `${method.toUpperCase()} ${path}${Object.keys(query).length > 0 ? `, by ${Object.keys(query).join(", ")}` : ""}`,
  }),
);

function questionAt(index: number): RestQuestion {
  const question = questions[index];
  if (question === undefined) throw new Error(`There is no question ${index}.`);
  return question;
}

const answered = async (name: string, args: Record<string, unknown>) =>
  answerOf(await servers.http.callTool({ name, arguments: args }));

describe("REST", () => {
  it.each(titles)("answers $title as the tool does, and as documented", async ({ index }) => {
    const question = questionAt(index);
    const known = new Set(document.paths[question.path]?.[question.method]?.parameters?.map(({ name }) => name));
    for (const name of Object.keys(question.query ?? {})) expect(known).toContain(name);
    const rest = await ask(question);
    expect(rest.status, JSON.stringify(rest.body)).toBe(200);
    expectAsDocumented(question, rest);
    const mcp = await answered(question.tool, question.args);
    expect(mcp.isError, mcp.text).toBe(false);
    expect(stable(rest.body)).toEqual(stable(mcp.data));
  });

  it("answers a product's user stories as its features have them", async () => {
    const operation: Operation = { method: "get", path: "/api/products/{product_id}/user_stories" };
    const product_id = sandbox.simulator.truth.productIds()[0];
    const rest = await ask({ ...operation, args: { product_id } });
    expectAsDocumented(operation, rest);
    const { data } = await answered("list_features", { product_id, detail: "full" });
    const features = data.features as { id: number; title: string; user_stories: string[] }[];
    const stories = features.flatMap(({ id, title, user_stories }) =>
      user_stories.map((story) => ({ feature_id: id, feature_title: title, title: story })),
    );
    expect(stories.length).toBeGreaterThan(5);
    expect(rest.body).toMatchObject({ total: stories.length, user_stories: stories });
  });

  it("answers the thresholds that reports go by", async () => {
    const operation: Operation = { method: "get", path: "/api/thresholds" };
    const rest = await ask(operation);
    expectAsDocumented(operation, rest);
    const { data } = await answered("get_product_quality_report", {
      product_ids: sandbox.simulator.truth.productIds(),
    });
    expect(data.thresholds).toEqual(rest.body);
  });

  it("is asked at every endpoint here", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const asked = questions.map(({ method, path }) => `${method} ${path}`);
    const others = ["get /api/products/{product_id}/user_stories", "get /api/thresholds"];
    expect(new Set([...asked, ...others])).toEqual(new Set(described));
  });

  it.each<[number, Operation & Partial<RestQuestion>]>([
    [400, { method: "get", path: "/api/bugs", query: { severity: "major" } }],
    [400, { method: "get", path: "/api/tests/{test_id}/summary", args: { test_id: "latest" } }],
    [404, { method: "get", path: "/api/products/{product_id}/tests", args: { product_id: 999 } }],
    [404, { method: "get", path: "/api/bugs/{bug_id}/summary", args: { bug_id: 999 } }],
    [400, { method: "post", path: "/api/analytics/query", body: { metrics: "bug_cuont" } }],
    [404, { method: "post", path: "/api/sync", body: { product_ids: [999] } }],
  ])("refuses with %i as documented: %j", async (status, question) => {
    const rest = await ask(question);
    expect(rest.status, JSON.stringify(rest.body)).toBe(status);
    expectAsDocumented(question, rest);
  });
});
