import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { RateLimitGate } from "../src/transport/rate-limit-gate.js";
import { clientOf, latch, rejection, simulator } from "./support/setup.js";

test.each([1, 10])("a 429 holds back every request of the client, not only its own (limit %d)", async (limit) => {
  const server = await simulator();
  server.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 429, retryAfter: 1 } });
  const arrivals: number[] = [];
  server.onRequest(() => {
    arrivals.push(performance.now());
  });
  const refused = latch();
  const client = clientOf(server, {
    maxConcurrentRequests: limit,
    retryMaxDelayMs: 120,
    onRequest: ({ status }) => (status === 429 ? setImmediate(refused.open) : undefined),
  });
  const calls: Promise<unknown>[] = [client.listProducts()];
  // With a limit of one these wait for the very place the refused request gives up.
  if (limit === 1) calls.push(client.listRejectReasons(), client.listRejectReasons());
  await refused.opened;
  const since = performance.now();
  calls.push(client.listRejectReasons(), client.listRejectReasons());
  await Promise.all(calls);
  const [, ...later] = arrivals;
  expect(later).toHaveLength(calls.length);
  for (const at of later) expect(at - since).toBeGreaterThan(100);
});

test("a 429 slows the others down even when its own call gives up", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 429, retryAfter: 1 } });
  const client = clientOf(server, { retryLimit: 0, retryMaxDelayMs: 80 });
  expect(await rejection(client.listProducts())).toMatchObject({ name: "ApiRateLimitError", retryAfterMs: 1000 });
  const since = performance.now();
  await client.listProducts();
  expect(performance.now() - since).toBeGreaterThan(70);
});

test("the gate stays closed until the latest moment asked for", async () => {
  const gate = new RateLimitGate();
  expect(gate.isOpen()).toBe(true);
  gate.hold(40);
  gate.hold(1);
  const since = performance.now();
  const passed = gate.passed(new AbortController().signal);
  gate.hold(60);
  expect(gate.isOpen()).toBe(false);
  await passed;
  expect(performance.now() - since).toBeGreaterThan(55);
});
