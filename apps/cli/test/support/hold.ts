import type { Simulator } from "@testio/simulator";

export interface Hold {
  /** Resolves when the held request has arrived. */
  reached: Promise<void>;
  release: () => void;
}

/** Lets requests for test lists wait until they are released, so that a sync stands still in the middle. */
export function holdTestLists(simulator: Simulator): Hold {
  const arrived = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  simulator.onRequest(async ({ path }) => {
    if (!path.endsWith("/exploratory_tests")) return;
    arrived.resolve();
    await gate.promise;
  });
  return { reached: arrived.promise, release: gate.resolve };
}
