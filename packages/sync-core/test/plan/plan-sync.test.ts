import { describe, expect, test } from "vitest";
import type { SyncPlan, SyncRequest } from "../../src/types.js";
import { makeWorld, type World } from "../support/world.js";

const HOUR_MS = 3_600_000;

async function plan(world: World, request: Partial<SyncRequest> = {}): Promise<SyncPlan> {
  const result = await world.sync({ ...request, options: { ...request.options, dryRun: true } });
  expect(result).toMatchObject({ status: "success", eventId: null, errors: [] });
  if (result.plan === null) throw new Error("A dry run gave no plan.");
  return result.plan;
}

/** The plan of a sync, and the requests it then really took. */
async function planAndSync(world: World, request: Partial<SyncRequest> = {}) {
  const planned = await plan(world, request);
  world.simulator.resetCounters();
  const result = await world.sync(request);
  return { planned, result, requests: world.simulator.counters.requests };
}

function expectAbout(planned: SyncPlan, requests: number): void {
  expect(planned.requests).toBeGreaterThanOrEqual(requests / 2);
  expect(planned.requests).toBeLessThanOrEqual(requests * 2);
}

function at(ms: number): { now: () => Date } {
  return { now: () => new Date(Date.parse("2026-11-01T10:00:00Z") + ms) };
}

describe("the estimate is within a factor of two of what the sync then takes", () => {
  const small = { products: 2, testsPerProduct: 60 };

  test("for a first sync, whose size it has to assume", async () => {
    const { planned, result, requests } = await planAndSync(await makeWorld({ products: 2, testsPerProduct: 130 }));
    expect(result.status).toBe("success");
    expectAbout(planned, requests);
    expect(planned).toMatchObject({ mode: "default", phases: ["PRODUCTS", "FEATURES", "NEW_TESTS"], deletes: null });
    expect(planned.products.map(({ lastSyncedAt }) => lastSyncedAt)).toEqual([null, null]);
    for (const { actions } of planned.products) expect(actions.at(-1)).toBe("first sync");
    expect(planned.notes).toEqual(["2 products were never read to the end: a list of 200 tests is assumed for each."]);
  });

  test("for a product that is new, taken to be like the others", async () => {
    const world = await makeWorld({ products: 3, testsPerProduct: [35, 25, 40] });
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    await world.sync({ scope: { productIds: [first, second] } });
    const { planned, requests } = await planAndSync(world);
    expectAbout(planned, requests);
    expect(planned.notes).toEqual(["1 product was never read to the end: a list of 30 tests is assumed."]);
  });

  test("when nothing is new", async () => {
    const world = await makeWorld(small);
    await world.sync(at(0));
    const { planned, requests } = await planAndSync(world, at(1000));
    expect(planned.requests).toBe(requests);
    expect(planned.notes).toEqual([]);
    for (const { actions } of planned.products) expect(actions).toEqual(["new tests since 2026-11-01 10:00 UTC"]);
  });

  test("exactly, for lists that stand still: none, shorter than a page, as long, and longer", async () => {
    const lengths = [0, 1, 99, 100, 130];
    const world = await makeWorld({ products: lengths.length, testsPerProduct: lengths });
    const request = { settings: { pageSize: 100 }, phases: ["NEW_TESTS"] } as const;
    await world.sync({ settings: request.settings });
    const latest = await planAndSync(world, request);
    expect(latest.planned.requests).toBe(latest.requests);
    const whole = await planAndSync(world, { ...request, options: { forceRefresh: true } });
    expect(whole.planned.requests).toBe(whole.requests);
    expect(whole.planned.products.map(({ requests }) => requests).sort()).toEqual([1, 3, 3, 4, 4]);
  });

  test("when features are due", async () => {
    const world = await makeWorld();
    await world.sync(at(0));
    const { planned, requests } = await planAndSync(world, at(2 * HOUR_MS));
    expect(planned.requests).toBe(requests);
  });

  test("when every list has to be read to its end again", async () => {
    const world = await makeWorld(small);
    await world.sync(at(0));
    const { planned, requests } = await planAndSync(world, at(24 * HOUR_MS));
    expectAbout(planned, requests);
    expect(planned.products[0]?.actions).toContain("full read (the last one was 2026-11-01 10:00 UTC)");
  });

  test.each([
    ["force", { forceRefresh: true }],
    ["nuke", { nuke: true }],
    ["incremental", { incrementalOnly: true }],
    ["refresh", { refreshMutable: true }],
  ] as const)("for the mode %s", async (mode, options) => {
    const world = await makeWorld(small);
    await world.sync();
    const { planned, result, requests } = await planAndSync(world, { options });
    expect(result).toMatchObject({ mode, status: "success" });
    expect(planned.mode).toBe(mode);
    expectAbout(planned, requests);
  });

  test("for a refresh that reads single tests", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 90, quirks: false });
    const phases = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] as const;
    for (const productId of world.simulator.truth.productIds()) {
      for (const [index, id] of world.simulator.truth.testIds(productId).entries()) {
        const status = index % 15 === 14 ? "locked" : "archived";
        world.simulator.world.updateTest(id, { status });
      }
    }
    await world.sync({ phases });
    const { planned, requests } = await planAndSync(world, { options: { refreshMutable: true } });
    expectAbout(planned, requests);
    expect(planned.products[0]?.actions).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\d tests that can still change$/), "bugs of 6 tests"]),
    );
  });

  test("with bugs: of all tests, then of those that are due", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 120 });
    const phases = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] as const;
    const first = await planAndSync(world, { ...at(0), phases });
    expectAbout(first.planned, first.requests);
    expect(first.planned.products[0]?.actions).toContain("all bugs");
    const second = await planAndSync(world, { ...at(2 * HOUR_MS), phases });
    expectAbout(second.planned, second.requests);
    expect(second.planned.products.flatMap(({ actions }) => actions).join()).toMatch(/bugs of \d+ tests/);
  });

  test("for some products only, and down to a date only", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 130 });
    const [, productId = 0] = world.simulator.truth.productIds();
    const some = await planAndSync(world, { scope: { productIds: [productId] } });
    expect(some.planned.products.map((product) => product.productId)).toEqual([productId]);
    expectAbout(some.planned, some.requests);
    await world.sync();
    const floor = await world.store.listTests({ productId, limit: 1, offset: 25 });
    const sinceDate = floor.rows[0]?.endAt ?? new Date(0);
    const since = await planAndSync(world, { scope: { productIds: [productId], sinceDate }, ...at(48 * HOUR_MS) });
    expectAbout(since.planned, since.requests);
  });

  test("where a run stopped at its page limit, and where the next one reads on to the end", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 120 });
    const first = await planAndSync(world, { settings: { pageSize: 10, maxPages: 8 } });
    expect(first.result.status).toBe("partial_failure");
    expectAbout(first.planned, first.requests);
    const read = (await world.storedIds()).length;
    const second = await planAndSync(world);
    expect(second.result.status).toBe("success");
    expect(second.planned.products[0]?.actions).toEqual([`go on after ${read} tests`]);
    expectAbout(second.planned, second.requests);
  });

  test("with a record that cannot be read", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 120 });
    const [productId = 0] = world.simulator.truth.productIds();
    world.simulator.world.poisonTest(world.simulator.truth.testIds(productId)[70] ?? 0);
    await world.sync();
    const { planned, requests } = await planAndSync(world);
    expect(planned.products[0]?.actions.at(-1)).toBe("1 position that could not be read");
    expectAbout(planned, requests);
  });
});

describe("a plan", () => {
  test("changes nothing, takes no lock, and asks for the product list alone", async () => {
    const world = await makeWorld();
    world.simulator.resetCounters();
    const held = await world.sync({ options: { dryRun: true } });
    expect(held.requests).toBe(1);
    expect(world.simulator.counters.byEndpoint).toEqual({ "/products": 1 });
    expect(await world.store.listSyncEvents(10)).toEqual([]);
    expect((await world.store.stats()).products).toBe(0);
    await world.sync();
    world.simulator.resetCounters();
    await plan(world, { options: { incrementalOnly: true } });
    expect(world.simulator.counters.requests).toBe(0);
  });

  test("of a nuke says what would be deleted", async () => {
    const world = await makeWorld();
    await world.sync({ phases: ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] });
    const all = await world.store.entityCounts(null);
    expect((await plan(world, { options: { nuke: true } })).deletes).toEqual(all);
    const [productId = 0] = world.simulator.truth.productIds();
    const { deletes } = await plan(world, { options: { nuke: true }, scope: { productIds: [productId] } });
    expect(deletes).toMatchObject({ products: 1, tests: 40, users: 0 });
  });

  test("goes by what is stored when TestIO does not answer, and says so", async () => {
    const world = await makeWorld();
    await world.sync();
    world.simulator.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
    const planned = await plan(world);
    expect(planned.products).toHaveLength(3);
    expect(planned.notes).toEqual([expect.stringMatching(/^The products are those stored, .*refused the token/)]);
  });

  test("names products that nobody knows, and is empty without any", async () => {
    const world = await makeWorld();
    const asked = await plan(world, { scope: { productIds: [1] } });
    expect(asked).toMatchObject({ products: [], requests: 1 });
    expect(asked.notes).toEqual([
      "Product 1 is not among the 3 products this token can see.",
      "There is no product to sync.",
    ]);
    const incremental = await plan(world, { scope: { productIds: [1] }, options: { incrementalOnly: true } });
    expect(incremental.notes[0]).toMatch(/^Product 1 is not stored yet/);
  });

  test("stays within TESTIO_PRODUCT_IDS", async () => {
    const world = await makeWorld();
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    const settings = { allowedProductIds: [second] };
    expect((await plan(world, { settings })).products.map(({ productId }) => productId)).toEqual([second]);
    const refused = await world.sync({ settings, scope: { productIds: [first] }, options: { dryRun: true } });
    expect(refused).toMatchObject({ status: "failure", plan: null, errors: [{ kind: "SyncScopeError" }] });
  });

  test("is cancelled with its signal", async () => {
    const world = await makeWorld();
    const result = await world.sync({ options: { dryRun: true }, signal: AbortSignal.abort() });
    expect(result).toMatchObject({ status: "cancelled", plan: null });
  });

  test("reckons the time from the latest syncs, and without any from the number of requests side by side", async () => {
    const world = await makeWorld({ latencyMs: 40 });
    const before = await plan(world, { settings: { pageSize: 10, concurrency: 10 } });
    expect(before.seconds).toBeCloseTo(0.4 * Math.ceil(before.requests / 10), 1);
    const { durationSeconds, requests } = await world.sync();
    const after = await plan(world, { options: { forceRefresh: true } });
    expect(after.seconds).toBe(Math.round((10 * after.requests * durationSeconds) / requests) / 10);
  });
});
