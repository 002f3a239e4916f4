import { LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import { describe, expect, test } from "vitest";
import type { SyncProgressEvent } from "../src/types.js";
import { makeWorld } from "./support/world.js";

describe("a first sync", () => {
  test("stores every product, feature and test that the API lists, and says so", async () => {
    const world = await makeWorld();
    const result = await world.sync();
    expect(result).toMatchObject({
      status: "success",
      phasesCompleted: ["PRODUCTS", "FEATURES", "NEW_TESTS"],
      productsSynced: 3,
      testsDiscovered: 120,
      testsUpdated: 0,
      warnings: [],
      errors: [],
    });
    expect(result.durationSeconds).toBeGreaterThan(0);
    expect(result.featuresRefreshed).toBeGreaterThan(0);
    // What was being read ahead when the end was found may never have arrived.
    expect(result.requests).toBeGreaterThanOrEqual(world.simulator.counters.requests);
    expect(result.requests).toBeLessThanOrEqual(world.simulator.counters.requests + 2 * 3);
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("reports what it does, with a fraction that never falls", async () => {
    const world = await makeWorld();
    const events: SyncProgressEvent[] = [];
    await world.sync({ onProgress: (event) => events.push(event) });
    const phases = events.flatMap((event) => (event.type === "phase" ? [`${event.phase} ${event.state}`] : []));
    expect(phases).toEqual([
      "PRODUCTS started",
      "PRODUCTS completed",
      "FEATURES started",
      "FEATURES completed",
      "NEW_TESTS started",
      "NEW_TESTS completed",
    ]);
    const fractions = events.flatMap((event) =>
      (event.type === "page" || event.type === "product") && event.phase === "NEW_TESTS" ? [event.fraction ?? 0] : [],
    );
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const pages = events.filter((event) => event.type === "page");
    expect(pages.at(-1)).toMatchObject({ rowsInPhase: 120, pagesInPhase: pages.length });
  });

  test("leaves an event and the time of the last complete sync", async () => {
    const world = await makeWorld();
    const { eventId } = await world.sync({ trigger: "cli" });
    const [event] = await world.store.listSyncEvents(10);
    expect(event).toMatchObject({ id: eventId, trigger: "cli", status: "success", testsDiscovered: 120, error: null });
    expect(event?.phases.map(({ phase, completed }) => [phase, completed])).toEqual([
      ["PRODUCTS", true],
      ["FEATURES", true],
      ["NEW_TESTS", true],
    ]);
    expect(await world.store.getMetadata(LAST_SYNC_COMPLETED_KEY)).toBe(event?.completedAt?.toISOString());
  });

  test("works in memory alike", async () => {
    const world = await makeWorld({}, { inMemory: true });
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});

describe("a later sync", () => {
  test("with nothing new asks for the products and at most three pages of each", async () => {
    const world = await makeWorld({ products: 4, testsPerProduct: 80 });
    await world.sync();
    world.simulator.resetCounters();
    const result = await world.sync();
    expect(result).toMatchObject({ status: "success", testsDiscovered: 0, testsUpdated: 0, featuresRefreshed: 0 });
    expect(world.simulator.counters.requests).toBe(1 + 4 * 3);
  });

  test("finds new tests, and changes of those on the pages it reads", async () => {
    const world = await makeWorld();
    await world.sync();
    const [productId = 0] = world.simulator.truth.productIds();
    const [, changed = 0] = world.simulator.truth.testIds(productId);
    const added = world.simulator.world.addTest(productId);
    world.simulator.world.updateTest(changed, { title: "A new title" });
    expect(await world.sync()).toMatchObject({ status: "success", testsDiscovered: 1, testsUpdated: 1 });
    expect(await world.storedIds()).toContain(added);
    expect((await world.store.getTest(changed))?.title).toBe("A new title");
  });

  test("reads features again only when they are older than the time to live, or forced", async () => {
    const world = await makeWorld();
    const start = Date.parse("2026-11-01T00:00:00Z");
    const at = (seconds: number) => ({ now: () => new Date(start + 1000 * seconds) });
    expect((await world.sync(at(0))).featuresRefreshed).toBeGreaterThan(0);
    expect((await world.sync(at(3599))).featuresRefreshed).toBe(0);
    expect((await world.sync({ ...at(3599), options: { forceRefresh: true } })).featuresRefreshed).toBeGreaterThan(0);
    expect((await world.sync(at(3599 + 3600))).featuresRefreshed).toBeGreaterThan(0);
    expect((await world.sync(at(60))).featuresRefreshed).toBeGreaterThan(0);
  });

  test("forced, reads every list to its end", async () => {
    const world = await makeWorld();
    await world.sync();
    const [productId = 0] = world.simulator.truth.productIds();
    const last = world.simulator.truth.testIds(productId).at(-1) ?? 0;
    world.simulator.world.updateTest(last, { title: "Changed at the bottom" });
    expect(await world.sync()).toMatchObject({ testsUpdated: 0 });
    expect(await world.sync({ options: { forceRefresh: true } })).toMatchObject({ status: "success", testsUpdated: 1 });
    expect((await world.store.listSyncEvents(1))[0]?.mode).toBe("force");
  });
});

describe("scope", () => {
  test("limits a sync to products, and such a sync is no complete one", async () => {
    const world = await makeWorld();
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    const result = await world.sync({ scope: { productIds: [second] } });
    expect(result).toMatchObject({ status: "success", productsSynced: 1 });
    expect(await world.storedIds()).toEqual(world.listedIds(second));
    expect(await world.storedIds(first)).toEqual([]);
    expect(await world.store.getMetadata(LAST_SYNC_COMPLETED_KEY)).toBeNull();
  });

  test("names products that the token cannot see, and still syncs the others", async () => {
    const world = await makeWorld();
    const [first = 0] = world.simulator.truth.productIds();
    const result = await world.sync({ scope: { productIds: [first, 999_999] } });
    expect(result.status).toBe("partial_failure");
    expect(result.errors).toEqual([
      expect.objectContaining({
        productId: 999_999,
        kind: "UnknownProduct",
        message: expect.stringContaining("999999"),
      }),
    ]);
    expect(await world.storedIds()).toEqual(world.listedIds(first));
    expect(await world.sync({ scope: { productIds: [999_999] } })).toMatchObject({
      status: "failure",
      phasesCompleted: [],
      errors: [{ productId: 999_999 }],
    });
  });

  test("outside the allowed products is refused before anything is asked or written", async () => {
    const world = await makeWorld();
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    const settings = { pageSize: 10, allowedProductIds: [first] };
    const refused = await world.sync({ settings, scope: { productIds: [second] } });
    expect(refused).toMatchObject({ status: "failure", eventId: null, errors: [{ kind: "SyncScopeError" }] });
    expect(world.simulator.counters.requests).toBe(0);
    await world.sync({ settings });
    expect(await world.storedIds()).toEqual(world.listedIds(first));
  });

  test("a floor leaves older tests out, and the next sync without it brings them", async () => {
    const world = await makeWorld({ testsPerProduct: 80 });
    await world.sync();
    const { rows } = await world.store.listTests({ limit: 1000, offset: 0 });
    const ends = rows.flatMap(({ endAt }) => (endAt ? [endAt] : [])).toSorted((a, b) => b.getTime() - a.getTime());
    const floor = ends[60] ?? new Date(0);
    const wanted = rows.filter(({ endAt }) => endAt !== null && endAt >= floor).map(({ id }) => id);

    const other = await makeWorld({ testsPerProduct: 80 });
    expect((await other.sync({ scope: { sinceDate: floor } })).status).toBe("success");
    const stored = (await other.store.listTests({ limit: 1000, offset: 0 })).rows;
    expect(
      stored
        .filter(({ endAt }) => endAt !== null)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(wanted.toSorted());
    expect((await other.sync()).status).toBe("success");
    expect(await other.storedIds()).toEqual(other.listedIds());
  });

  test("without the product phase works on the products stored", async () => {
    const world = await makeWorld();
    const [first = 0] = world.simulator.truth.productIds();
    const early = await world.sync({ phases: ["NEW_TESTS"], scope: { productIds: [first] } });
    expect(early).toMatchObject({ status: "failure", errors: [{ kind: "UnknownProduct" }] });
    await world.sync();
    const added = world.simulator.world.addTest(first);
    const result = await world.sync({ phases: ["NEW_TESTS"] });
    expect(result).toMatchObject({ status: "success", phasesCompleted: ["NEW_TESTS"], testsDiscovered: 1 });
    expect(await world.storedIds(first)).toContain(added);
  });
});

describe("the safety limit on pages", () => {
  test("ends a run with a warning, and later runs go on until all is there", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 200 });
    const settings = { pageSize: 10, maxPages: 6 };
    const statuses: string[] = [];
    for (let runs = 0; runs < 10 && statuses.at(-1) !== "success"; runs += 1) {
      const { status, warnings } = await world.sync({ settings });
      statuses.push(status);
      if (status !== "success") expect(warnings).toEqual([expect.stringContaining("TESTIO_MAX_PAGES")]);
    }
    expect(statuses.at(-1)).toBe("success");
    expect(statuses.length).toBeGreaterThan(3);
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});
