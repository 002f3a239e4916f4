import { onTestFinished } from "vitest";
import { startBackgroundSync } from "../../src/background/start-background-sync.js";
import type { BackgroundState, BackgroundSync, BackgroundSyncOptions } from "../../src/background/types.js";
import type { SyncLogEntry, SyncResult } from "../../src/types.js";
import type { World } from "../support/world.js";
import { createFakeClock, type FakeClock } from "./fake-clock.js";

export const START = new Date("2026-11-01T00:00:00Z");
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const INTERVAL_MS = 15 * MINUTE_MS;

export interface Server {
  background: BackgroundSync;
  clock: FakeClock;
  results: SyncResult[];
  log: SyncLogEntry[];
  /** Resolves with the first state, from now on, that is in this activity. */
  until(activity: BackgroundState["activity"]): Promise<BackgroundState>;
}

/** What of a server is of interest here: a background sync that ends with the test. */
export function startServer(
  world: World,
  options: Partial<BackgroundSyncOptions> & { clock?: FakeClock } = {},
): Server {
  const clock = options.clock ?? createFakeClock(START);
  const results: SyncResult[] = [];
  const log: SyncLogEntry[] = [];
  const waiting = new Set<{ activity: string; resolve: (state: BackgroundState) => void }>();
  const background = startBackgroundSync({
    request: async () => ({ client: world.client, store: world.store, settings: { pageSize: 10 } }),
    intervalSeconds: INTERVAL_MS / SECOND_MS,
    onResult: (result) => results.push(result),
    log: (entry) => log.push(entry),
    ...options,
    clock,
    onState(state) {
      for (const waiter of waiting) if (waiter.activity === state.activity) waiter.resolve(state);
    },
  });
  onTestFinished(() => background.stop());
  return {
    background,
    clock,
    results,
    log,
    until: (activity) => new Promise((resolve) => waiting.add({ activity, resolve })),
  };
}

export function after(ms: number): Date {
  return new Date(START.getTime() + ms);
}
