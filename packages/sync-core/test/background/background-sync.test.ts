import { LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { startBackgroundSync } from "../../src/background/start-background-sync.js";
import { readBackgroundState } from "../../src/background/stored-state.js";
import { acquireSyncLock } from "../../src/locking/sync-lock.js";
import type { SyncResult } from "../../src/types.js";
import { makeWorld, type World } from "../support/world.js";
import { createFakeClock } from "./fake-clock.js";
import { after, INTERVAL_MS, MINUTE_MS, SECOND_MS, START, startServer } from "./server.js";

const DAY_MS = 24 * 60 * MINUTE_MS;

const smallWorld = () => makeWorld({ products: 1, testsPerProduct: 3 });

async function triggers(world: World): Promise<string[]> {
  return (await world.store.listSyncEvents(1000)).map(({ trigger, status }) => `${trigger} ${status}`).reverse();
}

describe("at the start", () => {
  test("it syncs, without anybody waiting for it", async () => {
    const world = await smallWorld();
    const { background, clock, results } = startServer(world);
    expect(background.state()).toMatchObject({ activity: "waiting", nextAt: START, last: null });
    await clock.advance(0);
    expect(results).toMatchObject([{ status: "success", testsDiscovered: 3 }]);
    expect(await triggers(world)).toEqual(["startup success"]);
    expect(await world.store.getMetadata(LAST_SYNC_COMPLETED_KEY)).toBe(START.toISOString());
    expect(background.state()).toMatchObject({
      activity: "waiting",
      nextAt: after(INTERVAL_MS),
      last: { status: "success", at: START, reason: null },
    });
  });

  test("it goes by the system's clock unless given another", async () => {
    const world = await smallWorld();
    const { promise, resolve } = Promise.withResolvers<SyncResult>();
    const background = startBackgroundSync({ request: async () => world, intervalSeconds: 900, onResult: resolve });
    onTestFinished(() => background.stop());
    const before = Date.now();
    expect(await promise).toMatchObject({ status: "success" });
    const completedAt = Date.parse((await world.store.getMetadata(LAST_SYNC_COMPLETED_KEY)) ?? "");
    expect(completedAt).toBeGreaterThanOrEqual(before);
    expect(completedAt).toBeLessThanOrEqual(Date.now());
  });

  test("it does not sync while the data is fresh, but when it no longer is", async () => {
    const world = await smallWorld();
    await world.sync({ trigger: "cli", now: () => after(-10 * MINUTE_MS) });
    const { background, clock } = startServer(world);
    await clock.advance(0);
    expect(background.state()).toMatchObject({
      activity: "waiting",
      nextAt: after(5 * MINUTE_MS),
      last: { status: "skipped", reason: expect.stringContaining("2026-10-31T23:50:00.000Z") },
    });
    await clock.advance(5 * MINUTE_MS - 1);
    expect(await triggers(world)).toEqual(["cli success"]);
    await clock.advance(1);
    expect(await triggers(world)).toEqual(["cli success", "background success"]);
  });

  test("it syncs fresh data when forced", async () => {
    const world = await smallWorld();
    await world.sync({ now: () => after(-MINUTE_MS) });
    const { clock } = startServer(world, { forceInitial: true });
    await clock.advance(INTERVAL_MS - 1);
    expect(await triggers(world)).toEqual(["library success", "startup success"]);
  });

  test("a last sync in the future, as after the clock was set back, proves nothing", async () => {
    const world = await smallWorld();
    await world.sync({ now: () => after(DAY_MS) });
    const { clock } = startServer(world);
    await clock.advance(0);
    expect(await triggers(world)).toEqual(["library success", "startup success"]);
  });
});

describe("an interval of 0", () => {
  test("means nothing at all", async () => {
    const world = await smallWorld();
    const { background, clock } = startServer(world, { intervalSeconds: 0 });
    expect(background.state()).toMatchObject({ activity: "off", nextAt: null });
    expect(clock.timers()).toBe(0);
    await background.stop();
    expect(background.state().activity).toBe("stopped");
    expect(world.simulator.counters.requests).toBe(0);
  });

  test("means one sync when that is forced, tried until it comes through", async () => {
    const world = await smallWorld();
    world.simulator.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 500 } });
    const { background, clock, until } = startServer(world, { intervalSeconds: 0, forceInitial: true });
    await clock.advance(0);
    expect(background.state()).toMatchObject({ activity: "waiting", nextAt: after(15 * SECOND_MS) });
    const off = until("off");
    clock.fire();
    expect(await off).toMatchObject({ activity: "off", nextAt: null, last: { status: "success" } });
    expect(clock.timers()).toBe(0);
    expect(await triggers(world)).toEqual(["startup failure", "background success"]);
  });
});

describe("from then on", () => {
  test("it syncs every interval, a day in no time", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 3 }, { inMemory: true });
    const { clock, results } = startServer(world, { intervalSeconds: 3600 });
    await clock.advance(DAY_MS);
    expect(results).toHaveLength(1 + 24);
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["success"]));
    const starts = (await world.store.listSyncEvents(100)).map(({ startedAt }) => startedAt.getTime());
    expect(new Set(starts.map((start) => (start - START.getTime()) % 3_600_000))).toEqual(new Set([0]));
  });

  test("a sync that somebody else completes postpones the next one", async () => {
    const world = await smallWorld();
    const { background, clock } = startServer(world);
    await clock.advance(10 * MINUTE_MS);
    await world.sync({ trigger: "mcp", now: () => clock.now() });
    await clock.advance(5 * MINUTE_MS);
    expect(background.state()).toMatchObject({ nextAt: after(25 * MINUTE_MS), last: { status: "skipped" } });
    await clock.advance(10 * MINUTE_MS);
    expect(await triggers(world)).toEqual(["startup success", "mcp success", "background success"]);
  });

  test("a clock that is set back or forward holds nothing up and starts no storm", async () => {
    const world = await smallWorld();
    const clock = createFakeClock(START);
    const { results } = startServer(world, { clock });
    await clock.advance(MINUTE_MS);
    clock.set(after(-DAY_MS));
    await clock.advance(INTERVAL_MS);
    expect(results).toHaveLength(2);
    clock.set(after(DAY_MS));
    await clock.advance(MINUTE_MS);
    expect(results).toHaveLength(3);
    await clock.advance(INTERVAL_MS);
    expect(results).toHaveLength(4);
  });

  test("a partial failure is no failure, and is not tried again before the interval is over", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 3 });
    world.simulator.world.forbidProduct(world.simulator.truth.productIds()[0] ?? 0);
    const { background, clock, results } = startServer(world);
    await clock.advance(4 * INTERVAL_MS);
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "partial_failure"));
    expect(await world.store.getMetadata(LAST_SYNC_COMPLETED_KEY)).toBeNull();
    expect(background.state()).toMatchObject({
      recentFailures: [],
      breaker: null,
      last: { status: "partial_failure", reason: expect.stringMatching(/\S/) },
    });
  });

  test("while another process syncs it is skipped, and looks again after a minute", async () => {
    const world = await smallWorld();
    const { signal } = new AbortController();
    const lock = await acquireSyncLock(world.store, { waitMs: 0, startedAt: START, signal });
    const { background, clock, results, log } = startServer(world);
    await clock.advance(0);
    expect(background.state()).toMatchObject({
      activity: "waiting",
      nextAt: after(MINUTE_MS),
      recentFailures: [],
      last: { status: "skipped", reason: expect.stringMatching(/^Another sync is running/) },
    });
    await clock.advance(10 * MINUTE_MS);
    expect([results, log]).toEqual([[], []]);
    await lock.release();
    await clock.advance(MINUTE_MS);
    expect(results).toMatchObject([{ status: "success" }]);
  });
});

describe("stopped", () => {
  test("while it syncs, it cancels that within one request", async () => {
    const world = await smallWorld();
    const { background, clock, results } = startServer(world);
    const asked = new Promise<void>((resolve) => {
      world.simulator.onRequest(() => {
        resolve();
      });
    });
    world.simulator.faults.add({ match: () => true, fault: { kind: "hang" } });
    clock.fire();
    await asked;
    expect(background.state()).toMatchObject({ activity: "running", nextAt: null });
    await Promise.all([background.stop(), background.stop()]);
    expect(world.simulator.counters.requests).toBe(1);
    expect(results).toMatchObject([{ status: "cancelled", errors: [] }]);
    expect(await triggers(world)).toEqual(["startup cancelled"]);
    expect(background.state()).toMatchObject({ activity: "stopped", nextAt: null, last: { status: "cancelled" } });
    expect(clock.timers()).toBe(0);
  });

  test("while it waits, it plans nothing more", async () => {
    const world = await smallWorld();
    const { background, clock } = startServer(world);
    await clock.advance(MINUTE_MS);
    await background.stop();
    expect(clock.timers()).toBe(0);
    expect(background.state()).toMatchObject({ activity: "stopped", nextAt: null, last: { status: "success" } });
  });

  test("while a sync is prepared, it does not even look at what that has opened", async () => {
    const world = await smallWorld();
    const { promise, resolve } = Promise.withResolvers<World>();
    const { background, clock, log } = startServer(world, { request: () => promise });
    clock.fire();
    const stopped = background.stop();
    resolve(world);
    await stopped;
    expect(background.state()).toMatchObject({ activity: "stopped", last: { status: "cancelled" } });
    expect(await readBackgroundState(world.store)).toBeNull();
    expect(log).toEqual([]);
  });

  test("before it began, it never begins", async () => {
    const world = await smallWorld();
    const { background, clock } = startServer(world);
    await background.stop();
    expect(clock.timers()).toBe(0);
    expect(world.simulator.counters.requests).toBe(0);
  });
});
