import { FENCE_KEY } from "@testio/store";
import { describe, expect, test } from "vitest";
import type { SyncOptions } from "../src/types.js";
import { makeWorld } from "./support/world.js";

describe("modes", () => {
  test.each<[SyncOptions, string]>([
    [{}, "default"],
    [{ incrementalOnly: true }, "incremental"],
    [{ refreshMutable: true }, "refresh"],
    [{ forceRefresh: true }, "force"],
    [{ nuke: true }, "nuke"],
  ])("%o is recorded as %s", async (options, mode) => {
    const world = await makeWorld({ products: 1, testsPerProduct: 12 });
    await world.sync();
    expect(await world.sync({ options })).toMatchObject({ status: "success", mode });
    const [event] = await world.store.listSyncEvents(1);
    expect(event).toMatchObject({ mode, status: "success" });
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test.each<[SyncOptions, string]>([
    [{ forceRefresh: true, nuke: true }, "forceRefresh and nuke"],
    [{ incrementalOnly: true, refreshMutable: true }, "incrementalOnly and refreshMutable"],
  ])("%o contradicts itself: nothing is done", async (options, named) => {
    const world = await makeWorld({ products: 1, testsPerProduct: 3 });
    const result = await world.sync({ options });
    expect(result).toMatchObject({ status: "failure", eventId: null, requests: 0 });
    expect(result.errors).toEqual([
      expect.objectContaining({ kind: "SyncOptionsError", message: expect.stringContaining(named) }),
    ]);
  });

  test("an incremental sync with another phase contradicts itself too", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 3 });
    const result = await world.sync({ options: { incrementalOnly: true }, phases: ["BUGS"] });
    expect(result.errors.map(({ kind }) => kind)).toEqual(["SyncOptionsError"]);
  });

  test("incremental asks for tests only", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 12 });
    await world.sync();
    const asked: string[] = [];
    world.simulator.onRequest(({ path }) => void asked.push(path));
    const result = await world.sync({ options: { incrementalOnly: true } });
    expect(result).toMatchObject({ status: "success", phasesCompleted: ["NEW_TESTS"] });
    expect(asked.filter((path) => !path.endsWith("exploratory_tests"))).toEqual([]);
  });
});

describe("refresh", () => {
  /** One test that can still change, far below what a default sync reads. */
  async function worldWithChange() {
    const world = await makeWorld({ products: 1, testsPerProduct: 80, quirks: false });
    const [product = 0] = world.simulator.truth.productIds();
    const ids = [...world.simulator.truth.testIds(product)];
    for (const id of ids) world.simulator.world.updateTest(id, { status: "archived" });
    const old = ids[70] ?? 0;
    world.simulator.world.updateTest(old, { status: "locked" });
    await world.sync();
    return { ...world, product, old };
  }

  test("reads every test again that can still change, however old, and its bugs", async () => {
    const world = await worldWithChange();
    world.simulator.world.updateTest(world.old, { status: "archived" });
    world.simulator.world.addBug(world.old);
    expect((await world.sync()).status).toBe("success");
    expect((await world.store.getTest(world.old))?.status).toBe("locked");
    const result = await world.sync({ options: { refreshMutable: true } });
    expect(result).toMatchObject({ status: "success", testsUpdated: 1 });
    expect(result.phasesCompleted).toEqual(["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"]);
    const test = await world.store.getTest(world.old);
    expect(test?.status).toBe("archived");
    expect(test?.bugsSyncedAt).toBeInstanceOf(Date);
  });

  test("leaves one that TestIO no longer knows to a full read, which the next sync is", async () => {
    const world = await worldWithChange();
    world.simulator.world.deleteTest(world.old);
    const refreshed = await world.sync({ options: { refreshMutable: true } });
    expect(refreshed.testsDeleted).toBe(0);
    expect(refreshed.warnings.join("\n")).toContain(`TestIO no longer knows test ${world.old}`);
    expect((await world.sync()).testsDeleted).toBe(1);
    expect((await world.sync()).warnings).toEqual([]);
  });

  test("reads the whole list instead where that takes fewer requests", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 80, quirks: false });
    for (const id of world.listedIds()) world.simulator.world.updateTest(id, { status: "running" });
    await world.sync();
    const asked: string[] = [];
    world.simulator.onRequest(({ path }) => void asked.push(path));
    await world.sync({ options: { refreshMutable: true } });
    expect(asked.filter((path) => path.startsWith("/exploratory_tests/"))).toEqual([]);
    expect(asked.filter((path) => path.endsWith("exploratory_tests")).length).toBeLessThan(16);
  });
});

describe("nuke", () => {
  test("deletes everything in one transaction and fetches it anew, whatever was known", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 25 });
    await world.sync({ phases: ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] });
    const counts = await world.store.entityCounts(null);
    const result = await world.sync({ options: { nuke: true } });
    expect(result).toMatchObject({ status: "success", deleted: counts, testsDiscovered: 50 });
    expect(await world.storedIds()).toEqual(world.listedIds());
    expect((await world.store.stats()).bugs).toBe(0);
    expect(await world.store.listSyncEvents(10)).toHaveLength(2);
    expect(await world.store.getMetadata(FENCE_KEY)).not.toBeNull();
  });

  test("of some products leaves the others alone", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 25 });
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    await world.sync();
    world.simulator.world.deleteTest(world.listedIds(second)[0] ?? 0);
    const before = await world.storedIds(second);
    const result = await world.sync({ options: { nuke: true }, scope: { productIds: [first] } });
    expect(result.deleted).toMatchObject({ products: 1, tests: 25 });
    expect(await world.storedIds(first)).toEqual(world.listedIds(first));
    expect(await world.storedIds(second)).toEqual(before);
  });

  test("touches no more than what this installation may sync", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 5 });
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    await world.sync();
    const settings = { pageSize: 10, allowedProductIds: [first] };
    expect((await world.sync({ options: { nuke: true }, settings })).deleted).toMatchObject({ products: 1 });
    expect(await world.storedIds(second)).toEqual(world.listedIds(second));
  });

  test("cancelled before it began to fetch leaves a database that the next sync fills", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 25 });
    await world.sync();
    const cancel = new AbortController();
    world.simulator.onRequest(() => cancel.abort());
    expect((await world.sync({ options: { nuke: true }, signal: cancel.signal })).status).toBe("cancelled");
    expect(await world.storedIds()).toEqual([]);
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});
