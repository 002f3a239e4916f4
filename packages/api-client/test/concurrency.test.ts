import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { rawServer } from "./support/raw-server.js";
import { clientOf, simulator } from "./support/setup.js";

test("never has more requests under way than the limit, however many wait", async () => {
  const open: (() => void)[] = [];
  let highest = 0;
  // Answers only when four requests are there, so that fewer at once would never end.
  await using server = await rawServer((_request, response) => {
    open.push(() => response.end(JSON.stringify({ products: [] })));
    highest = Math.max(highest, open.length);
    if (open.length === 4) setImmediate(() => open.splice(0).map((end) => end()));
  });
  const client = clientOf(server, { maxConcurrentRequests: 4 });
  const warned: Error[] = [];
  const note = (warning: Error) => warned.push(warning);
  process.on("warning", note);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 100 }, () => client.listProducts({}, { signal })));
  process.off("warning", note);
  expect(server.requests).toHaveLength(100);
  expect(highest).toBe(4);
  expect(client.metrics()).toMatchObject({ requests: 100, errors: 0, retries: 0, peakConcurrency: 4 });
  expect(getEventListeners(signal, "abort")).toEqual([]);
  // Too many listeners on one signal would be a leak.
  expect(warned).toEqual([]);
});

test("measures latency and waiting", async () => {
  const server = await simulator({ latencyMs: 10 });
  const client = clientOf(server, { maxConcurrentRequests: 1 });
  expect(client.metrics()).toMatchObject({ latencyMsP50: null, latencyMsP99: null, waitMsP95: null });
  await Promise.all(Array.from({ length: 5 }, () => client.listRejectReasons()));
  const { latencyMsP50, latencyMsP95, latencyMsP99, waitMsP95 } = client.metrics();
  expect(latencyMsP50).toBeGreaterThan(8);
  expect(latencyMsP95).toBeGreaterThanOrEqual(latencyMsP50 ?? Number.POSITIVE_INFINITY);
  expect(latencyMsP99).toBeGreaterThanOrEqual(latencyMsP95 ?? Number.POSITIVE_INFINITY);
  expect(waitMsP95).toBeGreaterThan(32);
});

test("uses its connections again, also after failures", async () => {
  let count = 0;
  await using server = await rawServer((_request, response) => {
    count += 1;
    response.statusCode = count % 2 === 0 ? 500 : 200;
    response.end(JSON.stringify({ products: [] }));
  });
  const client = clientOf(server);
  for (let call = 0; call < 10; call += 1) await Promise.allSettled([client.listProducts()]);
  expect(server.requests).toHaveLength(10);
  // A second one opens when a request is ready before the previous answer has left its connection.
  expect(server.connections).toBeLessThanOrEqual(2);
});

test("opens no more connections than the pool may have", async () => {
  // Nobody is answered before the whole pool is in use.
  const held: ServerResponse[] = [];
  let poolInUse = false;
  await using server = await rawServer((_request, response) => {
    poolInUse = held.push(response) === 3 || poolInUse;
    if (!poolInUse) return;
    for (const each of held.splice(0)) each.end(JSON.stringify({ products: [] }));
  });
  const client = clientOf(server, { maxConcurrentRequests: 10, connectionPoolSize: 3 });
  await Promise.all(Array.from({ length: 30 }, () => client.listProducts()));
  expect(server.connections).toBe(3);
});

test("two clients do not share their limit", async () => {
  let underWay = 0;
  const open: (() => void)[] = [];
  await using server = await rawServer((_request, response) => {
    underWay += 1;
    open.push(() => response.end(JSON.stringify({ products: [] })));
    if (underWay === 2) for (const end of open) end();
  });
  const limits = { maxConcurrentRequests: 1 };
  await Promise.all([clientOf(server, limits).listProducts(), clientOf(server, limits).listProducts()]);
  expect(underWay).toBe(2);
});

test("can send nothing but GET, with the token in one header and JSON asked for", async () => {
  await using server = await rawServer((request, response) => {
    void once(request.resume(), "end").then(() => response.end(JSON.stringify({ products: [] })));
  });
  const client = clientOf(server);
  await client.listProducts();
  const [request] = server.requests;
  expect(request?.method).toBe("GET");
  expect(request?.headers).toMatchObject({
    authorization: "Token a-token-of-nobody-0123456789",
    accept: "application/json",
  });
  expect(Object.keys(client).filter((name) => !/^(?:list|get)[A-Z]/.test(name))).toEqual([
    "metrics",
    "schemaDrift",
    "close",
  ]);
});
