// @ts-check
import { join } from "node:path";
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync } from "@testio/sync-core";
import { simulate, withDirectory } from "./lib/programs.mjs";
import { row } from "./lib/table.mjs";

const LATENCY_MS = 200;
const PRODUCTS = 10;
const CONCURRENCY = 10;
/** Product list, features, first page, empty page: each is asked for only when the one before is answered. */
const LONGEST_CHAIN = 4;

/**
 * Time spent waiting for a distant API: how close a sync comes to what the concurrency limit allows. The median of three
 * first syncs and of three with nothing new, each into a database of its own, in a process that has synced before: what
 * loading and compiling the program costs is measured as cold start.
 * @param {{ tests: number, concurrency: number }} options
 */
async function measure({ tests, concurrency }) {
  const simulator = await simulate({ products: PRODUCTS, tests, latency: LATENCY_MS, quirks: false });
  const { url: baseUrl, token } = simulator;
  const client = createApiClient({ baseUrl, token, maxConcurrentRequests: concurrency });
  const settings = { concurrency };
  try {
    const runs = [];
    for (let run = 0; run < 4; run += 1)
      runs.push(await withDirectory((directory) => syncTwice(directory, client, settings)));
    const measured = runs.slice(1);
    return { first: median(measured.map(({ first }) => first)), second: median(measured.map(({ second }) => second)) };
  } finally {
    await client.close();
    await simulator.stop();
  }
}

/**
 * @param {string} directory
 * @param {import("@testio/api-client").ApiClient} client
 * @param {import("@testio/sync-core").SyncSettings} settings
 */
async function syncTwice(directory, client, settings) {
  const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
  const first = await executeSync({ client, store, settings });
  const second = await executeSync({ client, store, settings });
  await store.close();
  if (first.status !== "success" || second.status !== "success") throw new Error(JSON.stringify([first, second]));
  return { first, second };
}

/** @param {import("@testio/sync-core").SyncResult[]} results */
function median(results) {
  const sorted = results.toSorted((a, b) => a.durationSeconds - b.durationSeconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured.");
  return middle;
}

/** @param {import("@testio/sync-core").SyncResult} result */
function timesTheLimit({ requests, durationSeconds }) {
  const limitMs = Math.max((requests * LATENCY_MS) / CONCURRENCY, LONGEST_CHAIN * LATENCY_MS);
  return { value: (1000 * durationSeconds) / limitMs, detail: `${durationSeconds} s, ${requests} requests` };
}

export async function measureLatency() {
  const { first, second } = await measure({ tests: 50, concurrency: CONCURRENCY });
  const ratio = timesTheLimit(first);
  const size = `${PRODUCTS} products x 50 tests, ${LATENCY_MS} ms`;
  return [
    row(`first sync, ${size}, concurrency ${CONCURRENCY} / limit`, ratio.value, 1.3, {
      unit: "x",
      detail: ratio.detail,
    }),
    row(`nothing new, ${size}: requests`, second.requests, 1 + 3 * PRODUCTS),
    row(`nothing new, ${size}: wall`, 1000 * second.durationSeconds, 3 * LATENCY_MS + 100, { unit: " ms" }),
  ];
}
