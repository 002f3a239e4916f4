import type { Fault } from "@testio/simulator";
import { describe, expect, test } from "vitest";
import { type ApiError, ApiTimeoutError } from "../src/index.js";
import { rawServer } from "./support/raw-server.js";
import { clientOf, rejection, simulator } from "./support/setup.js";

const passing: [string, Fault][] = [
  ["429", { kind: "status", status: 429 }],
  ["429 with Retry-After", { kind: "status", status: 429, retryAfter: 0 }],
  ["502", { kind: "status", status: 502, body: "html" }],
  ["503", { kind: "status", status: 503, retryAfter: new Date(0) }],
  ["504", { kind: "status", status: 504 }],
  ["a reset before the answer", { kind: "reset", when: "before" }],
  ["a reset inside the answer", { kind: "reset", when: "mid-body" }],
  ["a truncated body", { kind: "truncated" }],
];

const lasting: [string, Fault, Partial<ApiError>][] = [
  ["401", { kind: "status", status: 401 }, { name: "ApiAuthenticationError", status: 401 }],
  ["403", { kind: "status", status: 403 }, { name: "ApiForbiddenError", status: 403 }],
  ["404", { kind: "status", status: 404 }, { name: "ApiNotFoundError", status: 404 }],
  ["422", { kind: "status", status: 422 }, { name: "ApiValidationError", status: 422 }],
  ["500", { kind: "status", status: 500 }, { name: "ApiServerError", status: 500 }],
  ["an HTML page", { kind: "html" }, { name: "ApiResponseFormatError", status: 200 }],
  ["no object", { kind: "non-object", value: "hello" }, { name: "ApiResponseFormatError", status: 200 }],
  ["the wrong envelope", { kind: "wrong-envelope" }, { name: "ApiResponseFormatError", status: 200 }],
];

describe("a fault that passes", () => {
  test.each(passing)("%s is retried until it answers", async (_name, fault) => {
    const server = await simulator();
    server.faults.add({ match: () => true, times: 2, fault });
    const client = clientOf(server);
    const { items } = await client.listProducts();
    expect(items).not.toHaveLength(0);
    expect(server.counters.requests).toBe(3);
    expect(client.metrics()).toMatchObject({ requests: 3, errors: 2, retries: 2 });
  });

  test.each(passing)("%s is given up after the retry limit, as a failure that may pass", async (_name, fault) => {
    const server = await simulator();
    server.faults.add({ match: () => true, fault });
    const error = await rejection(clientOf(server, { retryLimit: 2 }).listProducts());
    expect(error).toMatchObject({ transient: true, endpoint: "/products" });
    expect(server.counters.requests).toBe(3);
  });

  test("an attempt that takes too long is retried", async () => {
    const server = await simulator();
    server.faults.add({ match: () => true, times: 1, fault: { kind: "hang" } });
    const client = clientOf(server, { timeoutMs: 250 });
    await client.listProducts();
    expect(client.metrics()).toMatchObject({ requests: 2, errors: 1, retries: 1 });
  });

  test("a body that takes too long is cut off and retried", async () => {
    const server = await simulator();
    server.faults.add({ match: () => true, times: 1, fault: { kind: "slow", chunkBytes: 1, everyMs: 20 } });
    const client = clientOf(server, { timeoutMs: 250 });
    await client.listProducts();
    expect(client.metrics()).toMatchObject({ requests: 2, errors: 1, retries: 1 });
  });
});

test.each(lasting)("%s is not retried", async (_name, fault, expected) => {
  const server = await simulator();
  server.faults.add({ match: () => true, fault });
  const client = clientOf(server);
  const error = await rejection(client.listProducts());
  expect(error).toMatchObject({ ...expected, transient: false, endpoint: "/products" });
  expect(server.counters.requests).toBe(1);
  expect(client.metrics().retries).toBe(0);
});

test("the last attempt's timeout is what the caller learns", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, fault: { kind: "hang" } });
  const client = clientOf(server, { timeoutMs: 20, retryLimit: 1 });
  const error = await rejection(client.listProducts());
  expect(error).toBeInstanceOf(ApiTimeoutError);
  expect(error).toMatchObject({ scope: "attempt", status: null, transient: true });
  expect(client.metrics().requests).toBe(2);
});

test("the deadline ends a call with its retries, and says how the last attempt ended", async () => {
  const server = await simulator();
  server.faults.add({ match: ({ count }) => count === 1, fault: { kind: "status", status: 503 } });
  server.faults.add({ match: () => true, fault: { kind: "hang" } });
  const client = clientOf(server, { deadlineMs: 400, retryBaseDelayMs: 0 });
  const error = await rejection(client.listProducts());
  expect(error).toMatchObject({ name: "ApiTimeoutError", scope: "deadline" });
  expect(String(error)).toContain("ApiUnavailableError");
  expect(server.counters.requests).toBe(2);
});

test("a wait that would pass the deadline is not begun", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, fault: { kind: "status", status: 503, retryAfter: 60 } });
  const client = clientOf(server, { deadlineMs: 5000, retryMaxDelayMs: 60_000 });
  const error = await rejection(client.listProducts());
  expect(error).toMatchObject({ name: "ApiUnavailableError", retryAfterMs: 60_000 });
  expect(server.counters.requests).toBe(1);
});

test("what the server asks for is waited for, and no longer than the limit", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 503, retryAfter: 60 } });
  const arrivals: number[] = [];
  server.onRequest(() => {
    arrivals.push(performance.now());
  });
  await clientOf(server, { retryMaxDelayMs: 80 }).listProducts();
  const [first = 0, second = 0] = arrivals;
  expect(second - first).toBeGreaterThan(75);
});

test("a failure whose body breaks off is what its status says", async () => {
  await using server = await rawServer((request, response) => {
    response.writeHead(500, { "content-length": "1000" });
    response.write("half a page", () => request.socket.destroy());
  });
  expect(await rejection(clientOf(server).listProducts())).toMatchObject({ name: "ApiServerError", status: 500 });
});

test("a request that backs off leaves its place to others", async () => {
  const server = await simulator();
  server.faults.add({
    match: ({ path }) => path === "/products",
    times: 1,
    fault: { kind: "status", status: 503, retryAfter: 1 },
  });
  const client = clientOf(server, { maxConcurrentRequests: 1, retryMaxDelayMs: 200 });
  const finished: string[] = [];
  await Promise.all([
    client.listProducts().then(() => finished.push("backed off")),
    client.listRejectReasons().then(() => finished.push("other")),
  ]);
  expect(finished).toEqual(["other", "backed off"]);
});
