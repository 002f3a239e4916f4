import { execFileSync } from "node:child_process";
import { hostname } from "node:os";
import { join } from "node:path";
import { BACKGROUND_SYNC_KEY, openStore } from "@testio/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { readBackgroundState } from "../../src/background/stored-state.js";
import { makeWorld, type World } from "../support/world.js";
import { createFakeClock } from "./fake-clock.js";
import { after, INTERVAL_MS, startServer } from "./server.js";

async function secondHandle(world: World) {
  const store = await openStore({ path: join(world.directory, "cache.db"), customerId: 1 });
  onTestFinished(() => store.close());
  return store;
}

async function storeText(world: World, value: unknown): Promise<void> {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  await world.store.write((tx) => tx.setMetadata(BACKGROUND_SYNC_KEY, text));
}

describe("other processes", () => {
  test("see what it is up to, from its first look on until it has stopped", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 3 });
    const other = await secondHandle(world);
    expect(await readBackgroundState(other)).toBeNull();
    const { background, clock } = startServer(world);
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    world.simulator.onRequest(() => {
      ask();
      return released;
    });
    clock.fire();
    await asked;
    expect(await readBackgroundState(other)).toMatchObject({ activity: "running", pid: process.pid });
    release();
    await clock.advance(0);
    expect(background.state()).toMatchObject({ activity: "waiting", nextAt: after(INTERVAL_MS) });
    expect(await readBackgroundState(other)).toEqual(background.state());
    await background.stop();
    expect(await readBackgroundState(other)).toEqual({ ...background.state(), activity: "stopped" });
  });

  test("see an open breaker with its reason", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 3 });
    world.simulator.faults.add({ match: () => true, fault: { kind: "status", status: 500 } });
    const { background, clock } = startServer(world);
    await clock.advance(INTERVAL_MS);
    const seen = await readBackgroundState(await secondHandle(world));
    expect(seen).toMatchObject({ activity: "paused", breaker: { reason: expect.stringMatching(/\S/) } });
    expect(seen).toEqual(background.state());
  });

  test("see the server that did something last, whatever one that ends has to say", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 3 });
    const first = startServer(world);
    await first.clock.advance(0);
    const second = startServer(world, { clock: createFakeClock(after(1000)) });
    await second.clock.advance(INTERVAL_MS);
    await first.background.stop();
    expect(await readBackgroundState(world.store)).toEqual(second.background.state());
  });
});

describe("what is stored", () => {
  const state = {
    pid: process.pid,
    host: hostname(),
    startedAt: "2026-11-01T00:00:00.000Z",
    intervalSeconds: 900,
    activity: "waiting",
    nextAt: "2026-11-01T00:15:00.000Z",
    recentFailures: [],
    breaker: null,
    last: null,
  };

  test("by a process that is gone, or whose id is another's now, means stopped", async () => {
    const world = await makeWorld({ products: 0 });
    const pid = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
    await storeText(world, { ...state, pid });
    expect(await readBackgroundState(world.store)).toMatchObject({ pid, activity: "stopped", nextAt: null });
    await storeText(world, { ...state, incarnation: "of another process" });
    expect(await readBackgroundState(world.store)).toMatchObject({ activity: "stopped", nextAt: null });
    await storeText(world, { ...state, pid, host: "elsewhere" });
    expect(await readBackgroundState(world.store)).toMatchObject({ activity: "waiting" });
  });

  test.each([
    ["garbage", "no JSON at all"],
    ["nothing", null],
    ["a list", [state]],
    ["an activity nobody knows", { ...state, activity: "dancing" }],
    ["no process", { ...state, pid: "1" }],
    ["a group of processes", { ...state, pid: -1 }],
    ["no time", { ...state, startedAt: "yesterday" }],
  ])("as %s means that nothing is known", async (_, value) => {
    const world = await makeWorld({ products: 0 });
    await storeText(world, value);
    expect(await readBackgroundState(world.store)).toBeNull();
  });

  test("is read as far as it can be", async () => {
    const world = await makeWorld({ products: 0 });
    await storeText(world, {
      ...state,
      intervalSeconds: "often",
      nextAt: 5,
      recentFailures: ["2026-11-01T00:00:00.000Z", "never", 7],
      breaker: { openedAt: "2026-11-01T00:00:00.000Z" },
      last: { status: "running", at: "2026-11-01T00:00:00.000Z" },
      more: true,
    });
    expect(await readBackgroundState(world.store)).toEqual({
      pid: process.pid,
      host: hostname(),
      startedAt: after(0),
      intervalSeconds: 0,
      activity: "waiting",
      nextAt: null,
      recentFailures: [after(0)],
      breaker: null,
      last: null,
    });
  });
});
