import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "@testio/api-client";
import { type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";
import { openStore, type Store } from "@testio/store";
import { onTestFinished } from "vitest";
import { executeSync } from "../../src/engine.js";
import type { SyncRequest, SyncResult } from "../../src/types.js";

export interface World {
  simulator: Simulator;
  client: ApiClient;
  store: Store;
  directory: string;
  sync(request?: Partial<SyncRequest>): Promise<SyncResult>;
  /** Ids of the living tests stored, ascending. */
  storedIds(productId?: number): Promise<number[]>;
  /** Ids of the tests the API lists, ascending. */
  listedIds(productId?: number): number[];
}

/** A simulated API, a client of it and a database file of its own; all closed when the test ends. */
export async function makeWorld(options: SimulatorOptions = {}, store: { inMemory?: boolean } = {}): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), "sync-core-"));
  const simulator = await startSimulator({ products: 3, testsPerProduct: 40, bugsPerTest: 1, ...options });
  const client = createApiClient({
    baseUrl: simulator.url,
    token: simulator.token,
    retryBaseDelayMs: 1,
    retryLimit: 2,
  });
  const path = store.inMemory ? ":memory:" : join(directory, "cache.db");
  const opened = await openStore({ path, customerId: 1 });
  onTestFinished(async () => {
    await opened.close();
    await client.close();
    await simulator.close();
    await rm(directory, { recursive: true });
  });
  return {
    simulator,
    client,
    store: opened,
    directory,
    sync: (request) => executeSync({ client, store: opened, settings: { pageSize: 10 }, ...request }),
    async storedIds(productId) {
      const { rows } = await opened.listTests({ ...(productId && { productId }), limit: 1_000_000, offset: 0 });
      return rows.map(({ id }) => id).sort((a, b) => a - b);
    },
    listedIds: (productId) => simulator.truth.testIds(productId).sort((a, b) => a - b),
  };
}
