import type { SimulatorOptions } from "@testio/simulator";
import { createFreshness } from "../../src/freshness/create-freshness.js";
import type { Freshness, FreshnessRequest } from "../../src/freshness/types.js";
import { makeClock } from "../bugs/support.js";
import { makeWorld, type World } from "../support/world.js";

export interface FreshWorld {
  world: World;
  clock: ReturnType<typeof makeClock>;
  freshness: Freshness;
  productId: number;
  /** Another one of the same world. */
  another(request: Partial<FreshnessRequest>): Freshness;
  /** Paths asked for since the world was made, with the query of `/bugs` where it has one. */
  asked: string[];
  /** A stored test that can still change. */
  changeable(): Promise<number>;
}

/** A world that was synced, bugs included, at the moment its clock shows. */
export async function makeFreshWorld(options: SimulatorOptions = {}): Promise<FreshWorld> {
  const world = await makeWorld({ products: 2, testsPerProduct: 12, bugsPerTest: 2, ...options });
  const clock = makeClock();
  const { now } = clock;
  await world.sync({ phases: ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"], now });
  const [productId = 0] = world.simulator.truth.productIds();
  const asked: string[] = [];
  world.simulator.onRequest(({ path, query }) => {
    asked.push(query.size === 0 ? path : `${path}?${decodeURIComponent(query.toString())}`);
  });
  const { client, store } = world;
  const another = (request: Partial<FreshnessRequest>) => createFreshness({ client, store, now, ...request });
  return {
    world,
    clock,
    freshness: another({}),
    productId,
    another,
    asked,
    async changeable() {
      const [stamp] = await store.changeableTests(productId);
      if (stamp === undefined) throw new Error("No test of the product can change.");
      return stamp.id;
    },
  };
}

export const NOTHING = { fetched: [], fresh: [], stale: [], missing: [] };
