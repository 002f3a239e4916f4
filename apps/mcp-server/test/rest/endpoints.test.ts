import { describe, expect, it } from "vitest";
import { queryArguments } from "../../src/rest/arguments.js";
import { ENDPOINTS } from "../../src/rest/endpoints.js";
import { STATUS_OF } from "../../src/rest/error-answer.js";
import { TOOLS } from "../../src/tools/registry.js";
import { postJson, serveHttp } from "../support/http.js";
import { settingsFor, simulator } from "../support/settings.js";

describe("arguments of a query string", () => {
  it("are texts, and lists where a parameter is repeated", () => {
    const query = new URLSearchParams("page=2&statuses=locked,running&product_ids=1&product_ids=2&ids[]=3&empty=");
    expect(queryArguments(query)).toEqual({
      page: "2",
      statuses: "locked,running",
      product_ids: ["1", "2"],
      ids: "3",
      empty: "",
    });
  });
});

describe("REST", () => {
  it("answers what the tool answers", async () => {
    const api = await simulator();
    const { get, connect } = await serveHttp(await settingsFor(api));
    const synced = await get("/api/sync", postJson({}));
    expect(synced).toMatchObject({ status: 200, body: { status: "success", tests_discovered: 10 } });
    expect((await get("/api/sync/history")).body).toMatchObject({ runs: [{ trigger: "rest" }] });
    const client = await connect();
    const [productId = 0] = api.truth.productIds();
    const tool = async (name: string, args: Record<string, unknown>) =>
      (await client.callTool({ name, arguments: args })).structuredContent;
    expect((await get("/api/products?per_page=1&sort_order=desc")).body).toEqual(
      await tool("list_products", { per_page: 1, sort_order: "desc" }),
    );
    const query = "statuses=archived,locked&sort_by=title&per_page=2&page=2";
    const args = { product_id: productId, statuses: ["archived", "locked"], sort_by: "title", per_page: 2, page: 2 };
    expect((await get(`/api/products/${productId}/tests?${query}`)).body).toEqual(await tool("list_tests", args));
    expect((await get(`/api/tests?product_id=${productId}&${query}`)).body).toEqual(await tool("list_tests", args));
  });

  it("says what is wrong with a question", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    expect(await get("/api/products?colour=red")).toMatchObject({
      status: 400,
      body: { error: "invalid_arguments", message: expect.stringContaining('There is no parameter "colour"') },
    });
    expect(await get("/api/products/abc/tests")).toMatchObject({ status: 400 });
    expect(await get("/api/products/99/tests")).toMatchObject({
      status: 404,
      body: { error: "not_found", message: expect.stringContaining("99"), next: expect.stringContaining("sync_data") },
    });
    expect(await get("/api/products", { method: "DELETE" })).toMatchObject({ status: 404 });
    expect(await get("/nowhere")).toMatchObject({ status: 404, body: { error: "no_such_path" } });
  });

  it("takes JSON objects only, so that no form of another site can start a sync", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    const body = JSON.stringify({ force: true });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await get("/api/sync", { method: "POST", body })).toMatchObject({ status: 415 });
    expect(await get("/api/sync", { method: "POST", body: "force=true", headers: form })).toMatchObject({
      status: 415,
    });
    const json = { "content-type": "application/json" };
    for (const wrong of ["[]", "{", '"x"', "null"]) {
      expect(await get("/api/sync", { method: "POST", body: wrong, headers: json })).toMatchObject({
        status: 400,
        body: { error: "invalid_json" },
      });
    }
  });

  it("says when TestIO is the cause, and when a setting is", async () => {
    const without = await serveHttp(await settingsFor(null));
    expect(await without.get("/api/sync", postJson({}))).toMatchObject({
      status: 503,
      body: { error: "unavailable", message: expect.stringContaining("TESTIO_CUSTOMER_API_TOKEN") },
    });
    const api = await simulator();
    const limited = await serveHttp(await settingsFor(api, { TESTIO_PRODUCT_IDS: "25001" }));
    expect(await limited.get("/api/sync", postJson({ product_ids: [25002] }))).toMatchObject({
      status: 403,
      body: { error: "not_allowed" },
    });
    api.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
    expect(await limited.get("/api/sync", postJson({}))).toMatchObject({
      status: 502,
      body: { error: "upstream", result: { status: "failure" } },
    });
  });

  it("offers no tool that the settings take away, and all others", async () => {
    const { get } = await serveHttp(await settingsFor(await simulator(), { DISABLED_TOOLS: "sync_data,health_check" }));
    expect((await get("/api/sync", postJson({}))).status).toBe(404);
    expect((await get("/api/diagnostics")).status).toBe(404);
    expect((await get("/api/products")).status).toBe(200);
    expect((await get("/api/thresholds")).status).toBe(200);
    const { body } = await get("/openapi.json");
    expect(body).not.toHaveProperty(["paths", "/api/sync"]);
    expect(body).toHaveProperty(["paths", "/api/products"]);
  });

  it("has an endpoint for every tool", () => {
    const served = new Set(ENDPOINTS.map(({ tool }) => tool.name));
    // Its figures and more are in get_server_diagnostics.
    const missing = TOOLS.map(({ name }) => name).filter((name) => !served.has(name) && name !== "health_check");
    expect(missing).toEqual([]);
  });

  it("has an HTTP status for every kind of failure", () => {
    for (const status of Object.values(STATUS_OF)) expect(status).toBeGreaterThanOrEqual(400);
  });
});
