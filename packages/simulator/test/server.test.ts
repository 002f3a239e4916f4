import { describe, expect, it } from "vitest";
import { DEFAULT_TOKEN, startSimulator } from "../src/index.js";
import { object, request, start, status } from "./client.js";

describe("access", () => {
  it.each([undefined, "Token wrong", `Bearer ${DEFAULT_TOKEN}`, DEFAULT_TOKEN, `token ${DEFAULT_TOKEN}`])(
    "is refused with Authorization: %s",
    async (authorization) => {
      const simulator = await start();
      const response = await request(simulator, "/products", { headers: authorization ? { authorization } : {} });
      expect(response.status).toBe(401);
      expect(object(await response.json()).error).toBeTypeOf("string");
    },
  );

  it("takes a token of its own", async () => {
    const simulator = await start({ token: "another-token" });
    expect(simulator.token).toBe("another-token");
    expect(await status(simulator, "/products")).toBe(200);
    expect(DEFAULT_TOKEN.length).toBeGreaterThanOrEqual(40);
  });

  it("is for reading only, and counts who tries to write", async () => {
    const simulator = await start();
    const headers = { authorization: `Token ${simulator.token}` };
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await request(simulator, "/products", { method, headers });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
      await response.text();
    }
    await status(simulator, "/products");
    expect(simulator.counters.methods).toEqual({ POST: 1, PUT: 1, PATCH: 1, DELETE: 1, GET: 1 });
  });

  it("knows no other paths", async () => {
    const simulator = await start();
    const codes = ["/", "/me", "/products/abc", "/products/1/nothing"].map((path) => status(simulator, path));
    expect(await Promise.all(codes)).toEqual([404, 404, 404, 404]);
    const root = await fetch(new URL("/", simulator.url), { headers: { authorization: `Token ${simulator.token}` } });
    expect(root.status).toBe(404);
    await root.text();
  });
});

describe("counters", () => {
  it("count requests per endpoint and start again in place", async () => {
    const simulator = await start();
    const { counters } = simulator;
    await status(simulator, "/products/25001/exploratory_tests?page=1");
    await status(simulator, "/products/25002/exploratory_tests?page=1");
    await status(simulator, "/bugs/reject_reasons");
    await status(simulator, "/nowhere");
    expect(counters).toEqual({
      requests: 4,
      peakConcurrency: 1,
      methods: { GET: 4 },
      byEndpoint: { "/products/{id}/exploratory_tests": 2, "/bugs/reject_reasons": 1, unknown: 1 },
    });
    simulator.resetCounters();
    expect(counters).toEqual({ requests: 0, peakConcurrency: 0, methods: {}, byEndpoint: {} });
  });

  it("tell how many requests were under way at once", async () => {
    const simulator = await start();
    let arrived = 0;
    let release: (() => void) | undefined;
    const allArrived = new Promise<void>((resolve) => {
      release = resolve;
    });
    simulator.onRequest(() => {
      arrived += 1;
      if (arrived === 6) release?.();
      return allArrived;
    });
    await Promise.all(Array.from({ length: 6 }, () => status(simulator, "/products")));
    expect(simulator.counters.peakConcurrency).toBe(6);
    simulator.resetCounters();
    await status(simulator, "/products");
    expect(simulator.counters.peakConcurrency).toBe(1);
  });
});

describe("listeners", () => {
  it("hear of each request before it is answered, until they stop", async () => {
    const simulator = await start();
    const heard: string[] = [];
    const stop = simulator.onRequest(({ method, path, query }) => {
      heard.push(`${method} ${path} ${query}`);
    });
    await status(simulator, "/bugs?filter_test_cycle_ids=1,2");
    stop();
    await status(simulator, "/products");
    expect(heard).toEqual(["GET /bugs filter_test_cycle_ids=1%2C2"]);
  });

  it("that fail become an error answer, not a crash", async () => {
    const simulator = await start();
    const stop = simulator.onRequest(() => Promise.reject(new Error("listener broke")));
    const response = await request(simulator, "/products");
    expect([response.status, await response.json()]).toEqual([500, { error: "Simulator: listener broke" }]);
    stop();
    expect(await status(simulator, "/products")).toBe(200);
  });
});

describe("latency and the end", () => {
  it("waits before answering, and can stop waiting", async () => {
    const simulator = await start({ latencyMs: 40 });
    const before = performance.now();
    await status(simulator, "/products");
    // Timers may fire a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(38);
    simulator.setLatency(0);
    expect(await status(simulator, "/products")).toBe(200);
  });

  it("closes with requests under way, and frees the port", async () => {
    const simulator = await startSimulator();
    simulator.faults.add({ match: () => true, fault: { kind: "hang" } });
    const arrived = new Promise<void>((resolve) => {
      simulator.onRequest(() => resolve());
    });
    const pending = expect(request(simulator, "/products")).rejects.toThrow();
    await arrived;
    await simulator.close();
    await pending;
    const next = await start({ port: simulator.port });
    expect(next.url).toBe(simulator.url);
  });

  it("says when the port is taken", async () => {
    const simulator = await start();
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow("EADDRINUSE");
  });

  it("ends a long answer when the client leaves", async () => {
    const simulator = await start({ products: 4, testsPerProduct: 500, bugsPerTest: 8 });
    const client = new AbortController();
    const response = await request(simulator, "/bugs", {
      headers: { authorization: `Token ${simulator.token}` },
      signal: client.signal,
    });
    client.abort();
    await expect(response.text()).rejects.toThrow();
    expect(await status(simulator, "/products")).toBe(200);
  });
});
