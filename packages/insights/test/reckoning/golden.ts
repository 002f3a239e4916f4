import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiClient } from "@testio/api-client";
import { DEFAULT_NOW, type Simulator, startSimulator } from "@testio/simulator";
import { openStore, type Store } from "@testio/store";
import { executeSync } from "@testio/sync-core";
import { afterAll, beforeAll } from "vitest";
import { type ReckonedWorld, readWorld } from "./world.js";

/** A customer as the simulator makes it up, the same every time, and a store that was synced with it. */
export interface Golden {
  simulator: Simulator;
  store: Store;
  /** All there is, read without the product. */
  world: ReckonedWorld;
  now: () => Date;
}

const PHASES = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] as const;

/** What the generated data has too little of: nothing in a list, the same twice, names that are blank, things that are gone. */
function addOddities({ world, truth }: Simulator): void {
  const [first = 0, second = 0] = truth.productIds();
  const [some] = truth.testIds(second);
  const features = some === undefined ? [] : truth.test(some)?.features;
  const windows = { operating_system: { id: 1, name: "Windows" } };
  const fields = { testing_type: "coverage", status: "locked", requirements: [], features: [] };
  const bare = world.addTest(first, { ...fields, created_by: null, submitted_by: null, test_environment: null });
  const twice = world.addTest(second, {
    ...fields,
    created_by: "  ",
    features: Array.isArray(features) ? [...features, ...features.map((it) => ({ ...it, id: it.id + 9_000_000 }))] : [],
    requirements: [windows, windows, { operating_system: null }],
  });
  const nameless = world.addTest(second, {
    ...fields,
    features: [{ id: 77_000_001, feature_id: null, title: "Nameless" }],
  });
  for (const test of [bare, twice, nameless]) {
    world.addBug(test, { severity: "critical", status: "rejected", author: { name: " " }, devices: [], comments: [] });
    world.addBug(test, {
      severity: "low",
      status: "accepted",
      auto_accepted: true,
      author: { name: "Amara Okafor" },
      devices: [windows, windows, { operating_system: { name: "Android" } }, {}],
      test_feature: { id: 77_000_001 },
    });
  }
  world.addTest(first, { ...fields, end_at: null, status: "running" });
  // What nobody has heard of yet.
  const strange = world.addTest(first, { ...fields, status: "Paused", testing_type: "ad-hoc" });
  world.addBug(strange, { severity: "Cosmic", status: "accepted", auto_accepted: false });
  world.addBug(bare, { severity: "Cosmic", status: "pondered", devices: [{}] });
  world.addTest(first, { ...fields, end_at: "2026-01-01T00:00:00.000Z" });
  world.addTest(first, { ...fields, end_at: "2027-01-03T23:59:59.999Z" });
}

/** Things vanish upstream after they were stored. */
function takeAway({ world, truth }: Simulator): void {
  for (const productId of truth.productIds()) {
    const [, gone, poorer] = truth.testIds(productId).filter((id) => truth.bugIds(id).length > 3);
    if (gone !== undefined) world.deleteTest(gone);
    for (const bug of poorer === undefined ? [] : truth.bugIds(poorer).slice(0, 2)) world.deleteBug(bug);
  }
}

async function sync(
  simulator: Simulator,
  store: Store,
  options: Parameters<typeof executeSync>[0]["options"],
): Promise<void> {
  const client = createApiClient({ baseUrl: simulator.url, token: simulator.token });
  const result = await executeSync({ client, store, phases: [...PHASES], ...(options ? { options } : {}) });
  await client.close();
  if (result.status !== "success")
    throw new Error(`The golden database could not be made: ${JSON.stringify(result.errors)}`);
}

async function makeGolden(path: string): Promise<Golden> {
  const simulator = await startSimulator({ seed: 4, products: 4, testsPerProduct: [40, 60, 25, 0], bugsPerTest: 5 });
  addOddities(simulator);
  const store = await openStore({ path, customerId: 1 });
  await sync(simulator, store, undefined);
  takeAway(simulator);
  await sync(simulator, store, { forceRefresh: true });
  return { simulator, store, world: readWorld(simulator), now: () => DEFAULT_NOW };
}

/** A golden database for the tests of a file. */
export function useGolden(): () => Golden {
  let golden: Golden | undefined;
  let directory: string | undefined;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "testio-golden-"));
    golden = await makeGolden(join(directory, "cache.db"));
  });
  afterAll(async () => {
    await golden?.store.close();
    await golden?.simulator.close();
    if (directory !== undefined) await rm(directory, { recursive: true });
  });
  return () => {
    if (golden === undefined) throw new Error("The golden database is there from beforeAll on.");
    return golden;
  };
}
