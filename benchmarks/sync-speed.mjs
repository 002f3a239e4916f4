// @ts-check
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync } from "@testio/sync-core";
import { cli, environment, simulate, withDirectory } from "./lib/programs.mjs";
import { percentile } from "./lib/statistics.mjs";
import { row } from "./lib/table.mjs";

const LATENCY_MS = 200;
const CONCURRENCY = 10;
const PRODUCTS = 10;

/**
 * @template T
 * @param {{ products: number, tests: number, latency?: number }} size
 * @param {(setting: { client: import("@testio/api-client").ApiClient, simulator: { url: string, token: string } }) => Promise<T>} work
 */
async function withApi(size, work) {
  const simulator = await simulate({ ...size, quirks: false });
  const { url: baseUrl, token } = simulator;
  const client = createApiClient({ baseUrl, token, maxConcurrentRequests: CONCURRENCY });
  try {
    return await work({ client, simulator });
  } finally {
    await client.close();
    await simulator.stop();
  }
}

/** @param {import("@testio/sync-core").SyncResult} result */
function succeeded(result) {
  if (result.status !== "success") throw new Error(JSON.stringify(result));
  return result;
}

/** A first sync and a forced one of long lists against what latency and the concurrency limit allow; the median of three. */
export function measureLongLists() {
  return withApi({ products: PRODUCTS, tests: 500, latency: LATENCY_MS }, async ({ client }) => {
    const runs = [];
    for (let run = 0; run < 4; run += 1)
      runs.push(await withDirectory((directory) => firstAndForced(directory, client)));
    const measured = runs.slice(1);
    const size = `${PRODUCTS} products x 500 tests, ${LATENCY_MS} ms, concurrency ${CONCURRENCY} / limit`;
    return [
      limitRow(
        `first sync, ${size}`,
        measured.map(({ first }) => first),
      ),
      limitRow(
        `forced sync, ${size}`,
        measured.map(({ forced }) => forced),
      ),
    ];
  });
}

/**
 * @param {string} directory
 * @param {import("@testio/api-client").ApiClient} client
 */
async function firstAndForced(directory, client) {
  const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
  try {
    const first = succeeded(await executeSync({ client, store }));
    const forced = succeeded(await executeSync({ client, store, options: { forceRefresh: true } }));
    return { first, forced };
  } finally {
    await store.close();
  }
}

/**
 * @param {string} what
 * @param {import("@testio/sync-core").SyncResult[]} results
 */
function limitRow(what, results) {
  const ratioOf = (/** @type {import("@testio/sync-core").SyncResult} */ { requests, durationSeconds }) =>
    (1000 * durationSeconds) / ((requests * LATENCY_MS) / CONCURRENCY);
  const [middle] = results.toSorted((a, b) => ratioOf(a) - ratioOf(b)).slice(Math.floor(results.length / 2));
  if (middle === undefined) throw new Error("Nothing was measured.");
  const detail = `${middle.durationSeconds} s, ${middle.requests} requests`;
  return row(what, ratioOf(middle), 1.2, { unit: "x", detail });
}

/** Requests for the bugs of 1,000 tests, fetched by test, against one for each test. */
export function measureBugRequests() {
  return withApi({ products: 1, tests: 1000 }, async ({ client }) =>
    withDirectory(async (directory) => {
      const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
      try {
        succeeded(await executeSync({ client, store }));
        const [product = 0] = (await store.productSyncSummaries()).map(({ productId }) => productId);
        const [first = 0] = await store.livingTestIds(product);
        // Once the bugs of one test are stored, the others are fetched test by test rather than by product.
        await store.write((tx) => tx.replaceBugs({ testIds: [first] }, [], new Date()));
        const { requests } = succeeded(await executeSync({ client, store, phases: ["BUGS"] }));
        return [row("bugs of 1,000 tests: requests", requests, 100)];
      } finally {
        await store.close();
      }
    }),
  );
}

/** `list_tests` of a server while the same server runs a forced sync. */
export function measureListsDuringSync() {
  return withApi({ products: PRODUCTS, tests: 1000, latency: 20 }, ({ simulator }) =>
    withDirectory(async (directory) => {
      const env = environment(directory, simulator);
      const client = new Client({ name: "bench", version: "1.0.0" });
      const server = { command: process.execPath, args: [cli, "serve"], env, cwd: directory };
      await client.connect(new StdioClientTransport({ ...server, stderr: /** @type {const} */ ("ignore") }));
      try {
        const durations = await listWhileSyncing(client);
        const detail = `${durations.length} calls, p50 ${percentile(durations, 0.5).toFixed(1)} ms`;
        return [
          row("list_tests through MCP stdio during a sync, p99", percentile(durations, 0.99), 20, {
            unit: " ms",
            detail,
          }),
        ];
      } finally {
        await client.close();
      }
    }),
  );
}

/** @param {Client} client */
async function listWhileSyncing(client) {
  await call(client, "sync_data", {});
  const { structuredContent } = await call(client, "list_products", {});
  const { products } = /** @type {{ products: { id: number }[] }} */ (structuredContent);
  let syncing = true;
  const sync = call(client, "sync_data", { force: true }).finally(() => {
    syncing = false;
  });
  /** @type {number[]} */
  const durations = [];
  while (syncing) {
    const started = performance.now();
    await call(client, "list_tests", {
      product_id: products[durations.length % products.length]?.id ?? 0,
      per_page: 20,
    });
    durations.push(performance.now() - started);
  }
  await sync;
  return durations;
}

/**
 * @param {Client} client
 * @param {string} name
 * @param {Record<string, unknown>} args
 */
async function call(client, name, args) {
  const answer = await client.callTool({ name, arguments: args }, undefined, { timeout: 300_000 });
  if (answer.isError) throw new Error(JSON.stringify(answer.content));
  return answer;
}
