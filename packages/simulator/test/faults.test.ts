import { describe, expect, it } from "vitest";
import type { Fault, Simulator } from "../src/index.js";
import { ids, object, request, start, status, testIds, text } from "./client.js";

const LIST = "/products/25001/exploratory_tests?page=1&per_page=20";

function always(simulator: Simulator, fault: Fault): () => void {
  return simulator.faults.add({ match: () => true, fault });
}

describe("status faults", () => {
  it.each([401, 403, 404, 422, 429, 500, 502, 503, 504] as const)("answer %i as JSON or HTML", async (code) => {
    const simulator = await start();
    const remove = always(simulator, { kind: "status", status: code });
    const plain = await request(simulator, LIST);
    expect(plain.status).toBe(code);
    expect(object(await plain.json()).error).toBeTypeOf("string");
    remove();
    always(simulator, { kind: "status", status: code, body: "html" });
    const html = await request(simulator, LIST);
    expect([html.status, html.headers.get("content-type")]).toEqual([code, "text/html; charset=utf-8"]);
    expect(await html.text()).toContain("<!DOCTYPE html>");
  });

  it.each([
    [7, "7"],
    [new Date("2026-07-01T10:00:00Z"), "Wed, 01 Jul 2026 10:00:00 GMT"],
    ["soon", "soon"],
  ])("send Retry-After %s", async (retryAfter, header) => {
    const simulator = await start();
    always(simulator, { kind: "status", status: 429, retryAfter });
    const response = await request(simulator, LIST);
    await response.text();
    expect(response.headers.get("retry-after")).toBe(header);
  });
});

describe("connection faults", () => {
  it.each([{ kind: "reset" }, { kind: "reset", when: "mid-body" }, { kind: "truncated" }] satisfies Fault[])(
    "end the connection early: %o",
    async (fault) => {
      const simulator = await start();
      simulator.faults.add({ match: () => true, times: 1, fault });
      await expect(text(simulator, LIST)).rejects.toThrow();
      expect(await testIds(simulator, 25001, 1, 20)).toHaveLength(20);
    },
  );

  it("promise more than they send when truncated", async () => {
    const simulator = await start();
    always(simulator, { kind: "truncated" });
    const response = await request(simulator, LIST);
    expect(response.status).toBe(200);
    const promised = Number(response.headers.get("content-length"));
    let received = 0;
    const read = async () => {
      if (!response.body) throw new Error("No body");
      for await (const chunk of response.body) received += chunk.length;
    };
    await expect(read()).rejects.toThrow();
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(promised);
  });

  it("let a body trickle until it is whole", async () => {
    const simulator = await start({ testsPerProduct: 5 });
    const whole = await text(simulator, LIST);
    always(simulator, { kind: "slow", chunkBytes: 2_000, everyMs: 1 });
    expect(await text(simulator, LIST)).toBe(whole);
  });

  it("hang until the client gives up", async () => {
    const simulator = await start();
    always(simulator, { kind: "hang" });
    const client = new AbortController();
    const arrived = new Promise<void>((resolve) => {
      simulator.onRequest(() => resolve());
    });
    const pending = fetch(simulator.url + LIST, { signal: client.signal });
    await arrived;
    client.abort();
    await expect(pending).rejects.toThrow("abort");
  });

  it("pass errors of the API through", async () => {
    const simulator = await start();
    always(simulator, { kind: "truncated" });
    expect(await status(simulator, "/products/1")).toBe(404);
  });
});

describe("faults of content", () => {
  it("answer HTML with status 200", async () => {
    const simulator = await start();
    always(simulator, { kind: "html" });
    const response = await request(simulator, LIST);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it.each([
    [undefined, "[]"],
    [null, "null"],
    ["text", '"text"'],
    [3, "3"],
  ])("answer JSON that is no object: %s", async (value, body) => {
    const simulator = await start();
    always(simulator, { kind: "non-object", value });
    expect(await text(simulator, LIST)).toBe(body);
  });

  it("answer under another name", async () => {
    const simulator = await start();
    always(simulator, { kind: "wrong-envelope" });
    expect(await ids(simulator, LIST, "data")).toHaveLength(20);
    simulator.faults.clear();
    always(simulator, { kind: "wrong-envelope", envelope: "items" });
    expect(await ids(simulator, "/products", "items")).toHaveLength(5);
  });

  it("cap per_page, with pages that still fit together", async () => {
    const simulator = await start({ testsPerProduct: 40 });
    always(simulator, { kind: "capped-per-page", max: 15 });
    const pages = await Promise.all([1, 2, 3, 4].map((page) => testIds(simulator, 25001, page, 100)));
    expect(pages.map((page) => page.length)).toEqual([15, 15, 10, 0]);
    expect(pages.flat()).toEqual(simulator.truth.testIds(25001));
    expect(await testIds(simulator, 25001, 2, 5)).toEqual(simulator.truth.testIds(25001).slice(5, 10));
    expect(
      await ids(simulator, "/user_story_version_executions?page=1&per_page=90", "user_story_version_executions"),
    ).toHaveLength(15);
  });

  it("answer lists without records, and records as they are", async () => {
    const simulator = await start();
    always(simulator, { kind: "empty-list" });
    expect(await testIds(simulator, 25001, 1, 20)).toEqual([]);
    expect(await ids(simulator, "/products", "products")).toEqual([]);
    expect(await status(simulator, "/products/25001")).toBe(200);
    expect(await status(simulator, "/products/1")).toBe(404);
  });

  it("list rows of the page before once more", async () => {
    const simulator = await start({ testsPerProduct: 10 });
    const list = simulator.truth.testIds(25001);
    always(simulator, { kind: "repeated-rows" });
    always(simulator, { kind: "repeated-rows", rows: 2 });
    const pages = await Promise.all([1, 2, 3, 4].map((page) => testIds(simulator, 25001, page, 4)));
    expect(pages).toEqual([list.slice(0, 4), list.slice(1, 8), list.slice(5), []]);
  });

  it("ignore paging, as staging does", async () => {
    const simulator = await start({ testsPerProduct: 40 });
    always(simulator, { kind: "ignored-paging" });
    for (const page of [1, 7]) expect(await testIds(simulator, 25001, page, 5)).toEqual(simulator.truth.testIds(25001));
  });
});

describe("rules", () => {
  it("see path, query and count, and are spent after `times`", async () => {
    const simulator = await start();
    const seen: [string, string | null, number][] = [];
    simulator.faults.add({
      match({ path, query, count }) {
        seen.push([path, query.get("page"), count]);
        return path === "/products" && count > 1;
      },
      times: 2,
      fault: { kind: "status", status: 503 },
    });
    const codes: number[] = [];
    for (const path of ["/products", LIST, "/products", "/products", "/products"])
      codes.push(await status(simulator, path));
    expect(codes).toEqual([200, 200, 503, 503, 200]);
    expect(seen).toEqual([
      ["/products", null, 1],
      ["/products/25001/exploratory_tests", "1", 2],
      ["/products", null, 3],
      ["/products", null, 4],
    ]);
  });

  it("take turns: the first matching one that breaks the answer wins, shaping and delays add up", async () => {
    const simulator = await start();
    simulator.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 500 } });
    simulator.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 502 } });
    always(simulator, { kind: "capped-per-page", max: 4 });
    always(simulator, { kind: "capped-per-page", max: 9 });
    always(simulator, { kind: "delay", ms: 1 });
    expect([await status(simulator, LIST), await status(simulator, LIST)]).toEqual([500, 502]);
    expect(await testIds(simulator, 25001, 1, 50)).toHaveLength(4);
  });
});
