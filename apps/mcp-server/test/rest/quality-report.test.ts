import { readdir } from "node:fs/promises";
import { REPORT_CONTENT_SECURITY_POLICY } from "@testio/insights/html";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ENDPOINTS } from "../../src/rest/endpoints.js";
import { openApiDocument } from "../../src/rest/openapi.js";
import { postJson, serveHttp } from "../support/http.js";
import { settingsFor, simulator, temporaryDirectory } from "../support/settings.js";

afterEach(() => vi.unstubAllEnvs());

async function synced() {
  const home = await temporaryDirectory();
  vi.stubEnv("HOME", home);
  const api = await simulator({ testsPerProduct: 60, bugsPerTest: 1 });
  const [product = 0] = api.truth.productIds();
  api.world.updateProduct(product, { name: "Café <b>&Co</b>" });
  const { get } = await serveHttp(await settingsFor(api));
  await get("/api/sync", postJson({}));
  return { home, api, get, product, path: `/api/quality-report?product_ids=${product}&statuses=all` };
}

describe("GET /api/quality-report", () => {
  it("answers a page that may do nothing but show itself", async () => {
    const { home, get, path } = await synced();
    const { status, headers, body } = await get(`${path}&format=HTML`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toBe(`${REPORT_CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("content-disposition")).toBe(
      "inline; filename=\"quality-report-caf_-b-co-b.html\"; filename*=UTF-8''quality-report-caf%C3%A9-b-co-b.html",
    );
    expect(body).toMatch(/^<!DOCTYPE html>/);
    expect(body).toContain("<h1>Café &lt;b&gt;&amp;Co&lt;/b&gt;</h1>");
    expect((await get(`${path}&format=html`)).body).toBe(body);
    expect(await readdir(home)).toEqual([]);
  });

  it("answers a table of all tests to save", async () => {
    const { api, get, path, product } = await synced();
    const { status, headers, body } = await get(`${path}&format=csv`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="quality-report-.*\.csv"/);
    expect(String(body).trimEnd().split("\r\n")).toHaveLength(1 + api.truth.testIds(product).length);
  });

  it("answers JSON and Markdown as before, and JSON about a file that it was told to write", async () => {
    const { get, path, product } = await synced();
    expect((await get(path)).body).toMatchObject({ scope: { product_ids: [product] }, tests: { total: 60 } });
    expect((await get(`${path}&format=markdown`)).body).toMatchObject({ markdown: expect.any(String) });
    expect((await get(`${path}&format=html&output_file=q2`)).body).toMatchObject({
      file: { format: "html", file_path: expect.stringMatching(/reports\/q2\.html$/) },
    });
  });

  it("answers what is wrong as JSON, whatever format was asked for", async () => {
    const { get } = await synced();
    expect(await get("/api/quality-report?format=html")).toMatchObject({
      status: 400,
      body: { error: "invalid_arguments", message: expect.stringContaining("product_ids") },
    });
    expect(await get("/api/quality-report?product_ids=1&format=csv")).toMatchObject({ status: 400 });
    expect(await get("/api/quality-report?product_ids=1&format=pdf")).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("html") },
    });
  });

  it("is described with its media types", () => {
    const { paths } = openApiDocument(ENDPOINTS, { tokenNeeded: false }) as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    const content = paths["/api/quality-report"]?.get.responses["200"]?.content;
    expect(Object.keys(content ?? {})).toEqual(["application/json", "text/html", "text/csv"]);
    const other = paths["/api/products"]?.get.responses["200"]?.content;
    expect(Object.keys(other ?? {})).toEqual(["application/json"]);
  });
});
