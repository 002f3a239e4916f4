import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiClient } from "@testio/api-client";
import { DEFAULT_NOW, type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";
import { openStore, type Store } from "@testio/store";
import { createFreshness, executeSync, type Freshness } from "@testio/sync-core";
import { onTestFinished } from "vitest";

export { DEFAULT_NOW };

export interface World {
  simulator: Simulator;
  store: Store;
  directory: string;
  freshness: Freshness;
  /** Of products, features and tests; of bugs as well unless told otherwise. */
  sync(options?: { bugs?: boolean; force?: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** A simulated TestIO and an empty database; both gone after the test. */
export async function makeWorld(options: SimulatorOptions = {}): Promise<World> {
  const world = await openWorld(options);
  onTestFinished(() => world.close());
  return world;
}

/** {@link makeWorld} for several tests, which close it themselves. */
export async function openWorld(options: SimulatorOptions = {}): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), "testio-report-"));
  const simulator = await startSimulator({ products: 3, testsPerProduct: 12, bugsPerTest: 4, ...options });
  const client = createApiClient({
    baseUrl: simulator.url,
    token: simulator.token,
    retryBaseDelayMs: 1,
    retryLimit: 1,
  });
  const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
  const now = () => DEFAULT_NOW;
  return {
    simulator,
    store,
    directory,
    freshness: createFreshness({ client, store, now }),
    async sync({ bugs = true, force = false } = {}) {
      const phases = ["PRODUCTS", "FEATURES", "NEW_TESTS", ...(bugs ? (["BUGS"] as const) : [])] as const;
      const result = await executeSync({ client, store, phases, now, options: { forceRefresh: force } });
      if (result.status !== "success")
        throw new Error(`The sync ended ${result.status}: ${JSON.stringify(result.errors)}`);
    },
    async close() {
      await store.close();
      await client.close();
      await simulator.close();
      await rm(directory, { recursive: true });
    },
  };
}
