import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

/** Synced, but for the bugs. */
async function withoutBugs() {
  const api = await simulator();
  const session = await connect(await settingsFor(api), () => new Date("2026-06-30T12:00:00Z"));
  await session.call("sync_data");
  api.resetCounters();
  const [product = 0] = api.truth.productIds();
  return { api, product, ...session };
}

afterEach(() => vi.unstubAllEnvs());

describe.each([
  ["query_metrics", (product: number) => ({ metrics: "bug_count", filters: { product } })],
  ["get_product_quality_report", (product: number) => ({ product_ids: product })],
])("%s", (name, argsFor) => {
  it("fetches the bugs it counts first, and reports how far it is", async () => {
    const { api, client, product } = await withoutBugs();
    const steps: number[] = [];
    const messages: string[] = [];
    const result = await client.callTool({ name, arguments: argsFor(product) }, undefined, {
      onprogress: ({ progress, message = "" }) => {
        steps.push(progress);
        messages.push(message);
      },
    });
    const bugs = api.truth.testIds(product).flatMap((id) => api.truth.bugIds(id));
    expect(api.counters.byEndpoint["/bugs"]).toBeGreaterThan(0);
    expect(JSON.stringify(result.structuredContent)).toContain(String(bugs.length));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect(messages.every((message) => message !== "")).toBe(true);
  });

  it("stops when the client cancels", async () => {
    const { api, client, product, context } = await withoutBugs();
    const cancel = new AbortController();
    const asked = Promise.withResolvers<void>();
    api.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "delay", ms: 60_000 } });
    api.onRequest(({ path }) => {
      if (path === "/bugs") asked.resolve();
    });
    const call = client.callTool({ name, arguments: argsFor(product) }, undefined, { signal: cancel.signal });
    await Promise.all([expect(call).rejects.toThrow(), asked.promise.then(() => cancel.abort())]);
    await vi.waitFor(() => expect(context.toolMetrics.snapshot().tool_errors[name]).toBe(1));
  });
});

describe("get_product_quality_report", () => {
  it("writes the whole report to a file among the reports, and nowhere else", async () => {
    const home = await mkdtemp(join(tmpdir(), "testio-home-"));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    vi.stubEnv("HOME", home);
    const { call, product } = await withoutBugs();
    const { data } = await call("get_product_quality_report", { product_ids: product, output_file: "q2/shop.md" });
    expect(data.file).toMatchObject({
      format: "markdown",
      file_path: join(home, ".testio-mcp", "reports", "q2", "shop.md"),
    });
    const written = await readFile(join(home, ".testio-mcp", "reports", "q2", "shop.md"), "utf8");
    expect(Buffer.byteLength(written)).toBe((data.file as { file_size_bytes: number }).file_size_bytes);
    expect(data.tests).toBeUndefined();
    for (const output_file of ["../outside.json", "/etc/passwd.json", "a.pdf"]) {
      const refused = await call("get_product_quality_report", { product_ids: product, output_file });
      expect(refused.isError).toBe(true);
      expect(refused.text).toContain("What to do: Call the tool again with another output_file, or without one.");
    }
  });

  it.each([
    ["html", /^<!DOCTYPE html>/],
    ["csv", /^test_id,title,/],
  ])("writes %s to a file of its own accord, and says where rather than what", async (format, begins) => {
    const home = await mkdtemp(join(tmpdir(), "testio-home-"));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    vi.stubEnv("HOME", home);
    const { api, call, product } = await withoutBugs();
    api.world.updateProduct(product, { name: "Web Shop" });
    await call("sync_data");
    const asked = { product_ids: product, start_date: "2026-06", format };
    const { data, text } = await call("get_product_quality_report", asked);
    const path = join(home, ".testio-mcp", "reports", `quality-report-web-shop-2026-06-01-to-2026-06-30.${format}`);
    expect(data.file).toMatchObject({ format, file_path: path });
    expect(await readFile(path, "utf8")).toMatch(begins);
    expect(text.length).toBeLessThan(4000);
    expect(data).toMatchObject({ headline: {}, confidence: {}, summary: {}, rates: {}, coverage: {} });
    expect(data.tests).toBeUndefined();
    // The same question, the same name; and a name of one's own.
    expect((await call("get_product_quality_report", asked)).data.file).toEqual(data.file);
    const named = await call("get_product_quality_report", { ...asked, output_file: "for-monday" });
    expect(named.data.file).toMatchObject({ file_path: join(home, ".testio-mcp", "reports", `for-monday.${format}`) });
  });

  it("takes md for markdown", async () => {
    const { call, product } = await withoutBugs();
    const { data } = await call("get_product_quality_report", { product_ids: product, format: "md" });
    expect(data.markdown).toContain("# Product quality report");
  });

  it("judges by the thresholds of the settings", async () => {
    const api = await simulator();
    const strict = { PLAYBOOK_REJECTION_WARNING: "0", PLAYBOOK_REJECTION_CRITICAL: "0" };
    const { call } = await connect(await settingsFor(api, { TESTIO_SYNC_BUGS: "true", ...strict }));
    await call("sync_data");
    const { data } = await call("get_product_quality_report", { product_ids: api.truth.productIds() });
    expect(data.thresholds).toMatchObject({ rejection_rate: { warning: 0, critical: 0 } });
    expect(data.rates).toMatchObject({ rejection_rate: { health: "critical" } });
  });
});
