import { describe, expect, test } from "vitest";
import { rowsOf, stampOf, storedBugIds, testsAsked } from "../bugs/support.js";
import { makeFreshWorld, NOTHING } from "./support.js";

const bugRequests = (asked: readonly string[]) => asked.filter((request) => request.startsWith("/bugs?"));

describe("bugs", () => {
  test("of many tests come with one request, when they are due", async () => {
    const { world, clock, freshness, asked } = await makeFreshWorld();
    const products = world.simulator.truth.productIds();
    const changing = (await Promise.all(products.map((id) => world.store.changeableTests(id))))
      .flat()
      .map(({ id }) => id);
    const all = await world.storedIds();
    const [first = 0] = changing;
    const added = world.simulator.world.addBug(first, { author: { name: "Tina Tester" } });
    clock.advance(3599);
    expect(await freshness.bugs(all)).toEqual({ ...NOTHING, fresh: all });
    clock.advance(1);
    const report = await freshness.bugs(all);
    expect(report.fetched.toSorted()).toEqual(changing.toSorted());
    expect(report.fetched.length + report.fresh.length).toBe(all.length);
    expect(bugRequests(asked)).toHaveLength(1);
    expect(storedBugIds(world, first)).toContain(added);
    expect((await stampOf(world, first)).bugsSyncedAt).toEqual(clock.now());
    expect(rowsOf(world, "SELECT user_type AS type FROM users WHERE username = 'Tina Tester'")).toEqual([
      { type: "tester" },
    ]);
    expect(await freshness.bugs(all)).toEqual({ ...NOTHING, fresh: all });
  });

  test("of a test that became final are fetched once more, and then never, not even forced", async () => {
    const { world, clock, freshness, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    world.simulator.world.updateTest(id, { status: "archived" });
    clock.advance(3600);
    await freshness.tests([id]);
    const last = world.simulator.world.addBug(id);
    clock.advance(1);
    expect(await freshness.bugs([id])).toEqual({ ...NOTHING, fetched: [id] });
    expect(storedBugIds(world, id)).toContain(last);
    asked.length = 0;
    clock.advance(365 * 24 * 3600);
    expect(await freshness.bugs([id], { force: true })).toEqual({ ...NOTHING, fresh: [id] });
    expect(asked).toEqual([]);
  });

  test("that are gone upstream get a tombstone, and come back if they do", async () => {
    const { world, freshness, changeable } = await makeFreshWorld({ bugsPerTest: 4 });
    const id = await changeable();
    world.simulator.world.addBug(id);
    const gone = world.simulator.world.addBug(id);
    await freshness.bugs([id], { force: true });
    expect(storedBugIds(world, id)).toContain(gone);
    world.simulator.world.deleteBug(gone);
    await freshness.bugs([id], { force: true });
    expect(storedBugIds(world, id)).toEqual(world.simulator.truth.bugIds(id));
    expect(rowsOf(world, "SELECT deleted_at FROM bugs WHERE id = ?", gone)).toMatchObject([
      { deleted_at: expect.any(String) },
    ]);
  });

  test("of a test that is not stored yet come with the test; of one that does not exist they are missing", async () => {
    const { world, freshness, productId, asked } = await makeFreshWorld();
    const added = world.simulator.world.addTest(productId);
    const bug = world.simulator.world.addBug(added);
    expect(await freshness.bugs([added, 999_999_999])).toEqual({
      ...NOTHING,
      fetched: [added],
      missing: [999_999_999],
    });
    expect(storedBugIds(world, added)).toEqual([bug]);
    expect(bugRequests(asked)).toEqual([`/bugs?filter_test_cycle_ids=${added}`]);
  });

  test("of a thousand tests take few requests", async () => {
    const { world, freshness, clock } = await makeFreshWorld({ products: 1, testsPerProduct: 10, bugsPerTest: 0 });
    const [productId = 0] = world.simulator.truth.productIds();
    for (let count = 0; count < 1000; count += 1) world.simulator.world.addTest(productId);
    await world.sync({ settings: { pageSize: 200 }, now: clock.now });
    world.simulator.resetCounters();
    const { fetched } = await freshness.bugs(await world.storedIds());
    expect(fetched).toHaveLength(1000);
    expect(world.simulator.counters.byEndpoint["/bugs"]).toBeLessThanOrEqual(6);
    expect(world.simulator.counters.requests).toBeLessThanOrEqual(7);
  });

  test("of products outside TESTIO_PRODUCT_IDS are not fetched", async () => {
    const { world, clock, another, changeable, asked } = await makeFreshWorld();
    const [, other = 0] = world.simulator.truth.productIds();
    const id = await changeable();
    clock.advance(3600);
    expect(await another({ settings: { allowedProductIds: [other] } }).bugs([id])).toEqual({ ...NOTHING, fresh: [id] });
    expect(asked).toEqual([]);
  });
});

describe("bugs that cannot be fetched", () => {
  test("for one bad record leave only its test stale, with age and reason", async () => {
    const { world, clock, freshness, productId } = await makeFreshWorld({ products: 1, testsPerProduct: 40 });
    const ids = (await world.store.changeableTests(productId)).map(({ id }) => id);
    const [bad = 0, ...good] = ids;
    world.simulator.faults.add({
      match: ({ path, query }) => path === "/bugs" && testsAsked(query).includes(bad),
      fault: { kind: "status", status: 500 },
    });
    const before = await stampOf(world, bad);
    clock.advance(4000);
    const report = await freshness.bugs(ids);
    expect(report.fetched).toEqual(good);
    expect(report.stale).toMatchObject([{ id: bad, ageSeconds: 4000, syncedAt: before.bugsSyncedAt }]);
    expect(report.stale[0]?.reason).toContain("(500)");
    expect(await stampOf(world, bad)).toEqual(before);
  });

  test.each([401, 403, 503] as const)("(%i) are all stale, and nothing of theirs is touched", async (status) => {
    const { world, clock, freshness, productId } = await makeFreshWorld();
    const ids = (await world.store.changeableTests(productId)).map(({ id }) => id);
    const bugs = storedBugIds(world);
    world.simulator.faults.add({ match: () => true, fault: { kind: "status", status } });
    clock.advance(4000);
    const { stale, fetched } = await freshness.bugs(ids);
    expect(fetched).toEqual([]);
    expect(stale.map(({ id }) => id)).toEqual(ids);
    expect(storedBugIds(world)).toEqual(bugs);
    for (const id of ids) expect((await stampOf(world, id)).bugsSyncedAt).not.toEqual(clock.now());
  });

  test("never fetched and not to be had say that nothing is stored", async () => {
    const { world, freshness, productId } = await makeFreshWorld();
    const id = world.simulator.world.addTest(productId);
    world.simulator.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "status", status: 503 } });
    const { stale } = await freshness.bugs([id]);
    expect(stale).toMatchObject([{ id, syncedAt: null, ageSeconds: null }]);
    world.simulator.faults.add({ match: () => true, fault: { kind: "status", status: 503 } });
    const unknown = world.simulator.world.addTest(productId);
    expect((await freshness.bugs([unknown])).stale).toMatchObject([{ id: unknown, syncedAt: null }]);
  });
});

test("an answer that a later one has overtaken does not undo it", async () => {
  const { world, clock, freshness, another, changeable } = await makeFreshWorld();
  const id = await changeable();
  clock.advance(3600);
  const arrived = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  let requests = 0;
  world.simulator.onRequest(async ({ path }) => {
    if (path !== "/bugs") return;
    requests += 1;
    // The answer to the first question is made, and then overtaken on its way.
    if (requests > 1) return;
    arrived.resolve();
    await first.promise;
  });
  const slow = freshness.bugs([id]);
  await arrived.promise;
  clock.advance(10);
  const added = world.simulator.world.addBug(id);
  await another({}).bugs([id]);
  world.simulator.world.deleteBug(added);
  first.resolve();
  expect(await slow).toEqual({ ...NOTHING, fetched: [id] });
  // As of the later question, it was there.
  expect(storedBugIds(world, id)).toContain(added);
  expect((await stampOf(world, id)).bugsSyncedAt).toEqual(clock.now());
});
