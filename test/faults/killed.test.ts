import { existsSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { runVictim, type StopAt } from "../support/run-victim.js";
import { openSandbox, type Sandbox } from "../support/sandbox.js";
import { expectRecovery, lockOf, statuses, stored } from "../support/stored.js";

const PRODUCTS = 3;
const TESTS = 105;

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: PRODUCTS, testsPerProduct: TESTS / PRODUCTS });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** Kills a first sync there, and tells what it leaves behind. */
async function killAt(sandbox: Sandbox, stop: Omit<StopAt, "signal">) {
  expect(await runVictim(sandbox, { request: {}, stop: { ...stop, signal: "SIGKILL" } })).toBeNull();
  expect(existsSync(lockOf(sandbox.database)), "it held the lock").toBe(true);
  return stored(sandbox.database);
}

it("killed while it holds the lock, before its event is written", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "store.write", moment: "before", nth: 1 });
  expect(left).toMatchObject({ tests: [], events: [], integrity: "ok" });
  await expectRecovery(sandbox);
  expect(statuses(sandbox.database)).toEqual(["success"]);
});

it("killed while it holds the lock, before its first request", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "client.listProducts", moment: "before", nth: 1 });
  expect(left).toMatchObject({ tests: [], events: [{ status: "running" }], integrity: "ok" });
  expect(sandbox.simulator.counters.requests).toBe(0);
  await expectRecovery(sandbox);
  expect(statuses(sandbox.database)).toEqual(["interrupted", "success"]);
});

it("killed inside the transaction that stores a product's features", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "tx.replaceFeatures", moment: "after", nth: 2 });
  expect(left).toMatchObject({ tests: [], integrity: "ok" });
  await expectRecovery(sandbox);
});

it("killed after a page is fetched and before it is stored", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "client.listTests", moment: "after", nth: PRODUCTS + 2 });
  expect(left.tests.length).toBeLessThan(TESTS);
  expect(left).toMatchObject({ events: [{ status: "running" }], completeProducts: [], integrity: "ok" });
  await expectRecovery(sandbox);
});

it("killed inside the transaction that stores a page", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "tx.upsertTests", moment: "after", nth: 3 });
  // The page is rolled back; the two before it are there.
  expect(left.tests).toHaveLength(20);
  expect(left).toMatchObject({ events: [{ status: "running" }], integrity: "ok" });
  await expectRecovery(sandbox);
});

it("killed before the watermark of the first product moves", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "tx.putSyncState", moment: "before", nth: 1, completing: true });
  expect(left).toMatchObject({ events: [{ status: "running" }], completeProducts: [], integrity: "ok" });
  await expectRecovery(sandbox);
});

it("killed between moving the watermark of the last product and committing that", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "tx.putSyncState", moment: "after", nth: PRODUCTS, completing: true });
  expect(left).toMatchObject({ events: [{ status: "running" }], integrity: "ok" });
  expect(left.completeProducts).toHaveLength(PRODUCTS - 1);
  await expectRecovery(sandbox);
});

it("killed when all is stored but the end of its event", async () => {
  const sandbox = await sandboxFor();
  const left = await killAt(sandbox, { call: "tx.endSyncEvent", moment: "before", nth: 1 });
  expect(left.tests).toHaveLength(TESTS);
  expect(left.completeProducts).toHaveLength(PRODUCTS);
  await expectRecovery(sandbox);
  expect(statuses(sandbox.database)).toEqual(["interrupted", "success"]);
});
