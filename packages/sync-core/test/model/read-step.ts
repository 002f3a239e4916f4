import { createFreshness } from "../../src/freshness/create-freshness.js";
import type { EnsureOptions, Freshness } from "../../src/freshness/types.js";
import type { ReadStep } from "./history.js";
import { freshness } from "./invariants/freshness.js";
import { takeSnapshot } from "./snapshot.js";
import { stretchOf } from "./upstream-tests.js";
import type { World } from "./world.js";

/** Somebody reads, and has refreshed what is stale. */
export async function readSomething(world: World, step: ReadStep): Promise<void> {
  world.turnClock(1);
  world.hasRead = true;
  const before = world.snapshot;
  const answersBefore = world.answers.length;
  const { client, database, now } = world;
  const fresh = createFreshness({ client, store: database, now: () => now });
  const ids = idsToRead(world, step);
  const report = await ask(fresh, step, ids);
  world.snapshot = await takeSnapshot(database);
  const answers = world.answers.slice(answersBefore);
  freshness(world, { step, ids, report, answers, before, after: world.snapshot, at: now.getTime() });
}

function idsToRead({ upstream, snapshot }: World, { what, product: place, from, count }: ReadStep): number[] {
  const product = upstream.products[place % upstream.products.length]?.id ?? 0;
  if (what === "features") return [product];
  const known = [...snapshot.tests.values()].filter(({ productId }) => productId === product);
  const ids = new Set([...known, ...upstream.list(product)].map(({ id }) => id));
  return stretchOf(
    [...ids].sort((a, b) => a - b),
    from,
    count,
  );
}

function ask(fresh: Freshness, { what, force }: ReadStep, ids: readonly number[]) {
  const options: EnsureOptions = { force };
  return fresh[what](ids, options);
}
