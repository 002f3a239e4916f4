import type { SyncPhaseName } from "@testio/store";
import { describe, expect, test } from "vitest";
import type { SyncProgressEvent } from "../../src/types.js";
import { makeWorld, type World } from "../support/world.js";
import { listedBugIds, makeClock, recordBugRequests, rowsOf, stampOf, storedBugIds, testsAsked } from "./support.js";

const ALL: readonly SyncPhaseName[] = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"];
const BUGS: readonly SyncPhaseName[] = ["BUGS"];

/** A world whose bugs have been fetched at the clock's start, and whose requests for bugs are recorded from then on. */
async function syncedWorld() {
  const world = await makeWorld({ products: 2, testsPerProduct: 12, bugsPerTest: 3 });
  const clock = makeClock();
  const { now } = clock;
  expect(await world.sync({ phases: ALL, now })).toMatchObject({ status: "success" });
  return { world, clock, now, asked: recordBugRequests(world) };
}

/** A stored test that can still change; the first of them. */
async function changeable(world: World): Promise<number> {
  const [productId = 0] = world.simulator.truth.productIds();
  const [stamp] = await world.store.changeableTests(productId);
  if (stamp === undefined) throw new Error("No test of the product can change.");
  return stamp.id;
}

describe("the first time", () => {
  test("all bugs of a product come with one request", async () => {
    const world = await makeWorld({ products: 3, testsPerProduct: 20, bugsPerTest: 4 });
    const asked = recordBugRequests(world);
    const result = await world.sync({ phases: ALL });
    expect(result).toMatchObject({ status: "success", phasesCompleted: ALL, errors: [] });
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
    expect(result.bugsRefreshed).toBe(storedBugIds(world).length);
    expect(asked.map((query) => query.get("filter_product_ids")).sort()).toEqual(
      world.simulator.truth.productIds().map(String),
    );
    expect((await world.store.stats()).testsNeverFetchedBugs).toBe(0);
    for (const productId of world.simulator.truth.productIds()) {
      expect(await world.store.getSyncState(productId, "BUGS")).toMatchObject({
        succeededAt: expect.any(Date),
        failedAt: null,
        failure: null,
      });
    }
  });

  test("what a bug says is stored: its reason, its reporter, its devices, and none of the secrets", async () => {
    const world = await makeWorld({ products: 3, testsPerProduct: 30, bugsPerTest: 5 });
    await world.sync({ phases: ALL });
    const rejected = rowsOf(world, "SELECT rejection_reason AS reason FROM bugs WHERE status = 'rejected'");
    expect(rejected.length).toBeGreaterThan(20);
    expect(rejected.filter(({ reason }) => reason === null)).toEqual([]);
    expect(new Set(rejected.map(({ reason }) => reason)).size).toBe(7);
    expect(rowsOf(world, "SELECT 1 FROM bugs WHERE status <> 'rejected' AND rejection_reason IS NOT NULL")).toEqual([]);
    const reporters = rowsOf(
      world,
      "SELECT DISTINCT reporter AS name FROM bugs WHERE reporter IS NOT NULL ORDER BY name",
    );
    const testers = rowsOf(world, "SELECT username AS name FROM users WHERE user_type = 'tester' ORDER BY name");
    expect(testers).toEqual(reporters);
    expect(testers.length).toBeGreaterThan(5);
    expect(rowsOf(world, "SELECT 1 FROM bug_devices").length).toBeGreaterThan(50);
    const everything = JSON.stringify(rowsOf(world, "SELECT * FROM bugs"));
    expect(everything.length).toBeGreaterThan(100_000);
    const secrets = world.simulator.truth.secrets().filter((secret) => secret.length >= 6);
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });

  test("with a floor, only the bugs of the tests above it are asked for", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 40, bugsPerTest: 2 });
    const asked = recordBugRequests(world);
    const result = await world.sync({ phases: ALL, scope: { sinceDate: new Date("2026-05-01T00:00:00Z") } });
    expect(result.status).toBe("success");
    const stored = await world.storedIds();
    expect(stored.length).toBeLessThan(40);
    expect(asked.flatMap(testsAsked).sort((a, b) => a - b)).toEqual(stored);
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
  });

  test("bugs of a thousand tests take a hundredth of the requests that one per test would", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 520, bugsPerTest: 0.2, quirks: false });
    await world.sync({ settings: { pageSize: 100 } });
    world.simulator.resetCounters();
    expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
    expect(world.simulator.counters.requests).toBeLessThanOrEqual(12);
    expect((await world.store.stats()).testsNeverFetchedBugs).toBe(0);
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
  });
});

describe("afterwards", () => {
  test("bugs are fetched again only of tests that can change, once they are old enough, many tests to a request", async () => {
    const { world, clock, now, asked } = await syncedWorld();
    clock.advance(3599);
    expect(await world.sync({ phases: BUGS, now })).toMatchObject({ status: "success", bugsRefreshed: 0 });
    expect(asked).toEqual([]);
    clock.advance(2);
    const test = await changeable(world);
    const [gone = 0] = world.simulator.truth.bugIds(test);
    const added = world.simulator.world.addBug(test, { title: "New" });
    if (gone !== 0) world.simulator.world.deleteBug(gone);
    expect(await world.sync({ phases: BUGS, now })).toMatchObject({ status: "success" });
    const products = world.simulator.truth.productIds();
    const changing = (await Promise.all(products.map((id) => world.store.changeableTests(id)))).flat();
    expect(asked).toHaveLength(products.length);
    expect(asked.flatMap(testsAsked).sort((a, b) => a - b)).toEqual(changing.map(({ id }) => id).sort((a, b) => a - b));
    expect(storedBugIds(world, test)).toContain(added);
    expect(storedBugIds(world, test)).not.toContain(gone);
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
  });

  test("a test that became final has its bugs fetched once more, and then never", async () => {
    const { world, clock, now, asked } = await syncedWorld();
    const test = await changeable(world);
    world.simulator.world.updateTest(test, { status: "archived" });
    const late = world.simulator.world.addBug(test, { title: "At the last moment" });
    clock.advance(60);
    await world.sync({ now, options: { forceRefresh: true } });
    expect(await stampOf(world, test)).toMatchObject({ status: "archived" });
    clock.advance(60);
    await world.sync({ phases: BUGS, now });
    expect(asked.flatMap(testsAsked)).toEqual([test]);
    expect(storedBugIds(world, test)).toContain(late);
    world.simulator.world.addBug(test, { title: "Too late" });
    clock.advance(30 * 24 * 3600);
    asked.length = 0;
    await world.sync({ phases: BUGS, now });
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.flatMap(testsAsked)).not.toContain(test);
  });

  test("refresh fetches those of all tests that can change, however fresh they are", async () => {
    const { world, clock, now, asked } = await syncedWorld();
    clock.advance(5);
    expect(await world.sync({ now, options: { refreshMutable: true } })).toMatchObject({ status: "success" });
    const products = world.simulator.truth.productIds();
    const changing = (await Promise.all(products.map((id) => world.store.changeableTests(id)))).flat();
    expect(new Set(asked.flatMap(testsAsked))).toEqual(new Set(changing.map(({ id }) => id)));
  });

  test("force fetches all of them, by product, and finds what is gone from a final test", async () => {
    const { world, clock, now, asked } = await syncedWorld();
    const final = rowsOf(
      world,
      "SELECT test_id AS test, bugs.id FROM bugs JOIN tests ON tests.id = test_id WHERE tests.status = 'archived'",
    )[0];
    world.simulator.world.deleteBug(Number(final?.id));
    clock.advance(5);
    await world.sync({ phases: BUGS, now, options: { forceRefresh: true } });
    expect(asked.map((query) => query.get("filter_product_ids")).sort()).toEqual(
      world.simulator.truth.productIds().map(String),
    );
    expect(storedBugIds(world, Number(final?.test))).not.toContain(Number(final?.id));
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
  });

  test("a clock that was set back makes no stamp of the future last", async () => {
    const { world, clock, now, asked } = await syncedWorld();
    clock.advance(-24 * 3600);
    await world.sync({ phases: BUGS, now });
    expect(new Set(asked.flatMap(testsAsked))).toEqual(new Set(await world.storedIds()));
    expect((await stampOf(world, await changeable(world))).bugsSyncedAt).toEqual(now());
  });

  test("a product without any test is asked nothing, and nothing is stamped", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 0 });
    const asked = recordBugRequests(world);
    expect(await world.sync({ phases: ALL })).toMatchObject({ status: "success", bugsRefreshed: 0 });
    expect(asked).toEqual([]);
    const [productId = 0] = world.simulator.truth.productIds();
    expect(await world.store.getSyncState(productId, "BUGS")).toBeNull();
  });
});

test("stamps are the time a request was sent, not when its answer came or was stored", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 5, bugsPerTest: 2 });
  const clock = makeClock();
  await world.sync({ now: clock.now });
  world.simulator.onRequest(({ path }) => {
    if (path === "/bugs") clock.advance(600);
  });
  const sentAt = clock.now();
  await world.sync({ phases: BUGS, now: clock.now });
  const [productId = 0] = world.simulator.truth.productIds();
  const [test = 0] = await world.storedIds();
  expect((await stampOf(world, test)).bugsSyncedAt).toEqual(sentAt);
  expect(await world.store.getSyncState(productId, "BUGS")).toMatchObject({ succeededAt: sentAt });
});

test("progress counts answers as pages and bugs as rows", async () => {
  const world = await makeWorld({ products: 2, testsPerProduct: 10, bugsPerTest: 3 });
  const pages: Extract<SyncProgressEvent, { type: "page" }>[] = [];
  const result = await world.sync({
    phases: ALL,
    onProgress: (event) => event.type === "page" && event.phase === "BUGS" && pages.push(event),
  });
  expect(pages.map(({ pagesInPhase }) => pagesInPhase)).toEqual([1, 2]);
  expect(pages.at(-1)?.rowsInPhase).toBe(result.bugsRefreshed);
  expect(pages.every(({ fraction }) => fraction !== null && fraction < 1)).toBe(true);
});

test("in memory it is the same", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 10, bugsPerTest: 2 }, { inMemory: true });
  expect(await world.sync({ phases: ALL })).toMatchObject({ status: "success" });
  expect((await world.store.stats()).bugs).toBe((await listedBugIds(world)).length);
});
