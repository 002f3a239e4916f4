// @ts-check
import { join } from "node:path";
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync } from "@testio/sync-core";
import { startSimulator, withDirectory } from "./lib/programs.mjs";
import { row } from "./lib/table.mjs";

const LATENCY_MS = 200;
const PRODUCTS = 10;
/** Product list, features, first page, empty page: each is asked for only when the one before is answered. */
const LONGEST_CHAIN = 4;

/**
 * Time spent waiting for a distant API: how close a sync comes to what the concurrency limit allows.
 * @param {{ tests: number, concurrency: number }} options
 */
async function measure({ tests, concurrency }) {
  const simulator = await startSimulator({ products: PRODUCTS, tests, latency: LATENCY_MS, quirks: false });
  const { url: baseUrl, token } = simulator;
  const client = createApiClient({ baseUrl, token, maxConcurrentRequests: concurrency });
  try {
    return await withDirectory(async (directory) => {
      const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
      const sync = () => executeSync({ client, store, settings: { concurrency } });
      const first = await sync();
      const second = await sync();
      await store.close();
      if (first.status !== "success" || second.status !== "success") throw new Error(JSON.stringify([first, second]));
      return { first, second };
    });
  } finally {
    await client.close();
    await simulator.stop();
  }
}

/** @param {{ requests: number, durationSeconds: number }} result */
function timesTheLimit({ requests, durationSeconds }, concurrency = 10, chain = LONGEST_CHAIN) {
  const limitMs = Math.max((requests * LATENCY_MS) / concurrency, chain * LATENCY_MS);
  return { value: (1000 * durationSeconds) / limitMs, detail: `${durationSeconds} s, ${requests} requests` };
}

export async function measureLatency() {
  const small = await measure({ tests: 50, concurrency: 10 });
  const large = await measure({ tests: 500, concurrency: 30 });
  const first = timesTheLimit(small.first);
  const at = `${PRODUCTS} products`;
  const limit = 3 * LATENCY_MS + 100;
  return [
    row(`first sync, ${at} x 50 tests, 200 ms, concurrency 10 / limit`, first.value, 1.3, {
      unit: "x",
      detail: first.detail,
    }),
    ...[
      { name: "50 tests each", result: small.second },
      { name: "500 tests each, concurrency 30", result: large.second },
    ].flatMap(({ name, result }) => [
      row(`nothing new, ${at}, ${name}: requests`, result.requests, 1 + 3 * PRODUCTS),
      row(`nothing new, ${at}, ${name}: wall`, 1000 * result.durationSeconds, limit, { unit: " ms" }),
    ]),
  ];
}
