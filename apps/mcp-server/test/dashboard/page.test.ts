import { describe, expect, it } from "vitest";
import { postJson, serveHttp } from "../support/http.js";
import { settingsFor, simulator, temporaryDirectory } from "../support/settings.js";

const HOSTILE = `<img src=x onerror="alert(1)">"'&`;

async function pageOf(settings: Record<string, string>, path = "/"): Promise<string> {
  const { get } = await serveHttp(await settingsFor(null, settings));
  const { status, body } = await get(path);
  expect(status).toBe(200);
  return String(body);
}

/** The parts that are on a page, by the ids of their sections. */
const partsOn = (page: string) => [...page.matchAll(/<section[^>]* id="(\w+)"/g)].map(([, id]) => id);

describe("the dashboard", () => {
  it("shows the state and what is stored, and says when nothing is", async () => {
    const page = await pageOf({});
    expect(partsOn(page)).toEqual(["sync", "search", "totals", "coverage", "trends", "history"]);
    expect(page).toContain("Nothing was synced yet");
    expect(page).toContain("No product is stored yet.");
    expect(page).toContain("never fetched");
    expect(page).toContain('href="/docs"');
  });

  it("shows products, their gaps and their reports, whatever they are called", async () => {
    const api = await simulator({ products: 30, testsPerProduct: 1 });
    const [first = 0] = api.truth.productIds();
    for (const id of api.truth.productIds()) api.world.updateProduct(id, { name: `${HOSTILE} ${id}` });
    api.world.updateTest(api.truth.testIds(first)[0] ?? 0, { title: HOSTILE });
    const { get } = await serveHttp(await settingsFor(api));
    expect((await get("/api/sync", { method: "POST" })).status).toBe(200);
    const page = String((await get("/")).body);
    expect(page).toContain(`&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&quot;&#39;&amp; ${first}`);
    expect(page).not.toContain("<img src=x");
    expect(page).toContain('<span class="missing">never fetched</span>');
    expect(page).toContain(`/api/quality-report?product_ids=${first}&amp;start_date=last+quarter&amp;format=html`);
    expect(page).toContain("Page 1 of 30 products");
    expect(String((await get("/?page=2")).body)).toContain("Page 2 of 30 products");
    expect(String((await get("/?page=-1%27")).body)).toContain("Page 1 of 30 products");
    const found = String((await get(`/?q=${encodeURIComponent(HOSTILE)}`)).body);
    expect(found).not.toContain("<img src=x");
    expect(found).toContain("data-said");
  });

  it("draws the numbers that the tools answer", async () => {
    const api = await simulator({ testsPerProduct: 30, bugsPerTest: 6, now: new Date() });
    const { get } = await serveHttp(await settingsFor(api, { TESTIO_SYNC_BUGS: "true" }));
    await get("/api/sync", { method: "POST" });
    const page = String((await get("/")).body);
    const [, figure = ""] = /<figure[^>]* id="bugs-by-severity">(.*?)<\/figure>/s.exec(page) ?? [];
    const months = [...figure.matchAll(/<tr><th[^>]*>(\w+ \d{4})<\/th>.*?(\d+)<\/td><\/tr>/gs)];
    expect(months).toHaveLength(12);
    const first = new Date(`1 ${months[0]?.[1]} UTC`).toISOString().slice(0, 10);
    const question = { metrics: ["bug_count"], start_date: first, end_date: "today" };
    const { body } = await get("/api/analytics/query", postJson(question));
    const drawn = months.reduce((sum, [, , bugs]) => sum + Number(bugs), 0);
    expect(drawn).toBeGreaterThan(50);
    expect(body).toMatchObject({ data: [{ bug_count: drawn }] });
    expect(page).toMatch(/<figure[^>]* id="rejection-reasons">/);
  });

  it("lists the tests that TestIO cannot answer", async () => {
    const api = await simulator({ testsPerProduct: 5 });
    api.world.poisonTest(api.truth.testIds()[2] ?? 0, { alone: true });
    const { get } = await serveHttp(await settingsFor(api));
    await get("/api/sync", { method: "POST" });
    const page = String((await get("/")).body);
    expect(partsOn(page)).toContain("problems");
    expect(page).toContain("1 test that TestIO could not answer so far");
    expect(page).toContain("1 test unreadable");
    expect(page).toContain("The last sync was done in part");
  });

  it("has no way to REST where REST is not served", async () => {
    const page = await pageOf({ TESTIO_HTTP_API_MODE: "mcp" });
    expect(partsOn(page)).toContain("coverage");
    expect(page).not.toMatch(/\/api\/|\/docs|openapi|Sync now/);
    const { get } = await serveHttp(await settingsFor(null, { TESTIO_HTTP_API_MODE: "mcp" }));
    expect((await get("/dashboard/sync", { method: "POST" })).status).toBe(404);
    expect((await pageOf({ TESTIO_HTTP_API_MODE: "rest" })).length).toBeGreaterThan(page.length);
  });

  it.each([
    ["health_check", "sync"],
    ["search", "search"],
    ["get_database_stats", "totals"],
    ["list_products", "coverage"],
    ["query_metrics", "trends"],
    ["get_sync_history", "history"],
  ])("is without what %s would answer when that is taken away", async (tool, part) => {
    const whole = ["sync", "search", "totals", "coverage", "trends", "history"];
    expect(partsOn(await pageOf({ DISABLED_TOOLS: tool }))).toEqual(whole.filter((name) => name !== part));
  });

  it("asks for no sync and no report that is taken away", async () => {
    const api = await simulator();
    const settings = await settingsFor(api, { DISABLED_TOOLS: "sync_data,get_product_quality_report,health_check" });
    const { get } = await serveHttp(settings);
    expect(String((await get("/")).body)).not.toMatch(/Sync now|quality-report/);
    expect((await get("/dashboard/sync", { method: "POST" })).status).toBe(404);
    expect((await get("/dashboard/state")).status).toBe(404);
    expect(
      String((await (await serveHttp(await settingsFor(null, { ENABLED_TOOLS: "list_users" }))).get("/")).body),
    ).toContain("Every part of this page was taken away");
  });

  it("says what is wrong with the database, without its path", async () => {
    const directory = await temporaryDirectory();
    const { get } = await serveHttp(await settingsFor(null, { TESTIO_DB_PATH: directory }));
    const { status, body } = await get("/");
    expect(status).toBe(200);
    expect(String(body)).toContain("The database");
    expect((await get("/dashboard/state")).status).toBe(503);
  });

  it("keeps no copy, lets in nothing from elsewhere, and is in no frame", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    for (const path of ["/", "/dashboard/state", "/dashboard/live.js"]) {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe(path.endsWith(".js") ? "no-cache" : "no-store");
    }
    const page = String((await get("/?q=<script>")).body);
    expect(page).not.toMatch(/ style=|<style| on\w+=|javascript:/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("sends its files again only when they have changed", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    const { headers, body } = await get("/dashboard/style.css");
    expect(String(body)).toContain("--chart-ink");
    const etag = headers.get("etag") ?? "";
    expect((await get("/dashboard/style.css", { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await get("/dashboard/style.css", { headers: { "if-none-match": '"old"' } })).status).toBe(200);
    expect((await get("/dashboard/other.css")).status).toBe(404);
    expect((await get("/favicon.ico")).headers.get("content-type")).toBe("image/svg+xml");
  });

  it("is refused to pages of other sites and under other names", async () => {
    const { get } = await serveHttp(await settingsFor(null));
    const origin = "https://evil.example.com";
    expect((await get("/dashboard/sync", { method: "POST", headers: { origin } })).status).toBe(403);
    expect((await get("/", { headers: { origin } })).status).toBe(403);
  });
});
