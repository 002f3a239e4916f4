import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect, onTestFinished, test } from "vitest";
import { ApiAbortedError, type ApiClient } from "../src/index.js";
import { rawServer } from "./support/raw-server.js";
import { clientOf, latch, rejection, simulator } from "./support/setup.js";

/** Starts a call, aborts it when `ready` resolves, and answers how it ended. */
async function aborted(client: ApiClient, ready: (controller: AbortController) => Promise<unknown>): Promise<unknown> {
  const controller = new AbortController();
  const call = rejection(client.listProducts({}, { signal: controller.signal }));
  await ready(controller);
  controller.abort(new Error("the caller's own reason"));
  return call;
}

function expectUncounted(client: ApiClient, error: unknown): void {
  expect(error).toBeInstanceOf(ApiAbortedError);
  expect(error).toMatchObject({ endpoint: "/products", transient: false, status: null });
  expect(client.metrics().errors).toBe(0);
}

test("before it starts, nothing is sent", async () => {
  const server = await simulator();
  const client = clientOf(server);
  const error = await rejection(client.listProducts({}, { signal: AbortSignal.abort() }));
  expectUncounted(client, error);
  expect(server.counters.requests).toBe(0);
});

test("while it waits for a place, it leaves the queue and nothing is sent", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, times: 1, fault: { kind: "hang" } });
  const client = clientOf(server, { maxConcurrentRequests: 1 });
  const holder = new AbortController();
  const arrived = latch();
  server.onRequest(arrived.open);
  const holding = rejection(client.listRejectReasons({ signal: holder.signal }));
  await arrived.opened;
  const error = await aborted(client, async () => undefined);
  expectUncounted(client, error);
  expect(server.counters.requests).toBe(1);
  holder.abort();
  expect(await holding).toBeInstanceOf(ApiAbortedError);
  await client.listProducts();
});

test("in flight, the connection is broken and its place is free", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, times: 1, fault: { kind: "hang" } });
  const client = clientOf(server, { maxConcurrentRequests: 1 });
  const arrived = latch();
  server.onRequest(arrived.open);
  const error = await aborted(client, () => arrived.opened);
  expectUncounted(client, error);
  await client.listProducts();
  expect(server.counters.requests).toBe(2);
});

test("while the body is read", async () => {
  const begun = latch();
  // What undici tells when it has the headers of an answer, and so is reading its body.
  subscribe("undici:request:headers", begun.open);
  onTestFinished(() => void unsubscribe("undici:request:headers", begun.open));
  let requests = 0;
  await using server = await rawServer((_request, response) => {
    requests += 1;
    if (requests > 1) return void response.end('{"products":[]}');
    response.write('{"products":[');
  });
  const client = clientOf(server, { maxConcurrentRequests: 1 });
  expectUncounted(client, await aborted(client, () => begun.opened));
  await client.listProducts();
});

test.each([503, 429] as const)("while it backs off after a %d", async (status) => {
  const server = await simulator();
  server.faults.add({ match: () => true, fault: { kind: "status", status, retryAfter: 60 } });
  const answered = latch();
  const client = clientOf(server, { retryMaxDelayMs: 60_000, onRequest: () => answered.open() });
  const error = await aborted(client, () => answered.opened);
  expect(error).toBeInstanceOf(ApiAbortedError);
  expect(server.counters.requests).toBe(1);
  expect(client.metrics()).toMatchObject({ requests: 1, errors: 1, retries: 0 });
});

test("closing the client cancels what is under way and refuses what comes after", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, fault: { kind: "hang" } });
  const client = clientOf(server, { maxConcurrentRequests: 1 });
  const arrived = latch();
  server.onRequest(arrived.open);
  const calls = [rejection(client.listProducts()), rejection(client.listProducts())];
  await arrived.opened;
  await client.close();
  calls.push(rejection(client.listProducts()));
  for (const error of await Promise.all(calls)) {
    expect(error).toBeInstanceOf(ApiAbortedError);
    expect(String(error)).toContain("closed");
  }
  expect(server.counters.requests).toBe(1);
});
