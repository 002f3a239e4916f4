import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "../../src/rest/endpoints.js";
import { openApiDocument } from "../../src/rest/openapi.js";
import { serveHttp } from "../support/http.js";
import { settingsFor } from "../support/settings.js";

describe("the OpenAPI document", () => {
  it.each([true, false])("is valid (token needed: %s)", async (tokenNeeded) => {
    const result = await new Validator().validate(structuredClone(openApiDocument(ENDPOINTS, { tokenNeeded })));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it("describes every endpoint, each under a name of its own", () => {
    const { paths } = openApiDocument(ENDPOINTS, { tokenNeeded: false }) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const { method, path } of ENDPOINTS) expect(paths[path]).toHaveProperty(method);
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => (operation as { operationId: string }).operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(ENDPOINTS.length);
  });

  it("says which parameters stand in the path", () => {
    const { paths } = openApiDocument(ENDPOINTS, { tokenNeeded: false }) as {
      paths: Record<string, { get: { parameters: object[] } }>;
    };
    expect(paths["/api/products/{product_id}/tests"]?.get.parameters).toContainEqual(
      expect.objectContaining({ name: "product_id", in: "path", required: true }),
    );
  });

  it("is served, with a page to read it by that needs nothing from elsewhere", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    expect(await get("/openapi.json")).toMatchObject({ status: 200, body: { openapi: "3.1.1" } });
    const page = await get("/docs");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const asked = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);
    expect(asked.length).toBeGreaterThan(3);
    for (const path of asked) {
      expect(path).toMatch(/^\/[^/]/);
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    expect((await get("/docs/../../package.json")).status).toBe(404);
  });
});
