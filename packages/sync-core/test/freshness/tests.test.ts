import { createApiClient } from "@testio/api-client";
import { describe, expect, test } from "vitest";
import { rowsOf, stampOf } from "../bugs/support.js";
import { makeFreshWorld, NOTHING } from "./support.js";

describe("tests", () => {
  test("are fetched when they can change and are older than their time to live, and only then", async () => {
    const { world, clock, freshness, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    clock.advance(3599);
    expect(await freshness.tests([id])).toEqual({ ...NOTHING, fresh: [id] });
    world.simulator.world.updateTest(id, { title: "Renamed" });
    clock.advance(1);
    expect(await freshness.tests([id, id])).toEqual({ ...NOTHING, fetched: [id] });
    expect(asked).toEqual([`/exploratory_tests/${id}`]);
    expect((await world.store.getTest(id))?.title).toBe("Renamed");
    expect((await stampOf(world, id)).syncedAt).toEqual(clock.now());
    expect(await freshness.tests([id])).toEqual({ ...NOTHING, fresh: [id] });
  });

  test("are fetched whatever their age when forced, but for those that are final", async () => {
    const { world, freshness, changeable, productId, asked } = await makeFreshWorld();
    const id = await changeable();
    const changing = new Set((await world.store.changeableTests(productId)).map((stamp) => stamp.id));
    const final = (await world.storedIds(productId)).find((stored) => !changing.has(stored)) ?? 0;
    expect(await freshness.tests([final, id], { force: true })).toEqual({ ...NOTHING, fetched: [id], fresh: [final] });
    expect(asked).toEqual([`/exploratory_tests/${id}`]);
  });

  test("that are final are never asked for again", async () => {
    const { world, clock, freshness, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    world.simulator.world.updateTest(id, { status: "archived" });
    clock.advance(3600);
    await freshness.tests([id]);
    expect(await stampOf(world, id)).toMatchObject({ status: "archived", finalSeenAt: clock.now() });
    asked.length = 0;
    clock.advance(90 * 24 * 3600);
    expect(await freshness.tests([id])).toEqual({ ...NOTHING, fresh: [id] });
    expect(asked).toEqual([]);
  });

  test("nobody has stored yet are, with the people they name, and without a place in the list", async () => {
    const { world, freshness, productId } = await makeFreshWorld();
    const id = world.simulator.world.addTest(productId, { created_by: "Nora New" });
    expect(await freshness.tests([id])).toEqual({ ...NOTHING, fetched: [id] });
    expect(await world.store.knownTests([id])).toMatchObject([{ productId, syncPass: null, deletedAt: null }]);
    expect(rowsOf(world, "SELECT user_type AS type FROM users WHERE username = 'Nora New'")).toEqual([
      { type: "customer" },
    ]);
    // And the list's next pass is not stopped by it.
    const older = world.simulator.world.addTest(productId, { end_at: "2026-06-29T00:00:00Z" });
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds(productId)).toContain(older);
  });

  test("that never were anywhere are missing", async () => {
    const { freshness } = await makeFreshWorld();
    expect(await freshness.tests([999_999_999])).toEqual({ ...NOTHING, missing: [999_999_999] });
  });

  test("that are stored and answer 404 are stale, with their age and a reason; only a full sync may mark them", async () => {
    const { world, clock, freshness, changeable } = await makeFreshWorld();
    const id = await changeable();
    const { syncedAt } = await stampOf(world, id);
    world.simulator.world.deleteTest(id);
    clock.advance(7200);
    const report = await freshness.tests([id]);
    expect(report).toEqual({
      ...NOTHING,
      stale: [
        { id, syncedAt, ageSeconds: 7200, reason: expect.stringMatching(/no test \d+ any more \(404\).*full sync/) },
      ],
    });
    expect(await stampOf(world, id)).toMatchObject({ syncedAt, deletedAt: null });
  });

  test("that are gone upstream for sure are left as they are", async () => {
    const { world, clock, freshness, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    await world.store.write((tx) => tx.tombstone("tests", [id], clock.now()));
    clock.advance(7200);
    expect(await freshness.tests([id], { force: true })).toEqual({ ...NOTHING, fresh: [id] });
    expect(asked).toEqual([]);
  });

  test("that moved to another product move here, too", async () => {
    const { world, clock, freshness, changeable, productId } = await makeFreshWorld();
    const id = await changeable();
    const [, other = 0] = world.simulator.truth.productIds();
    world.simulator.world.updateTest(id, { product: { id: other, name: "Other" } });
    clock.advance(3600);
    await freshness.tests([id]);
    expect(await stampOf(world, id)).toMatchObject({ productId: other });
    world.simulator.world.updateTest(id, { product: null });
    clock.advance(3600);
    expect(await freshness.tests([id])).toEqual({ ...NOTHING, fetched: [id] });
    expect(await stampOf(world, id)).toMatchObject({ productId: other });
    expect(other).not.toBe(productId);
  });

  test("nobody knows the product of are not stored", async () => {
    const { world, freshness, productId } = await makeFreshWorld();
    const id = world.simulator.world.addTest(productId, { product: null });
    const { stale } = await freshness.tests([id]);
    expect(stale).toMatchObject([{ id, syncedAt: null, ageSeconds: null }]);
    expect(stale[0]?.reason).toContain("which product");
    expect(await world.store.testStamps([id])).toEqual([]);
  });

  test("of products outside TESTIO_PRODUCT_IDS are not fetched", async () => {
    const { world, clock, another, changeable, productId, asked } = await makeFreshWorld();
    const [, other = 0] = world.simulator.truth.productIds();
    const stored = await changeable();
    const added = world.simulator.world.addTest(productId);
    clock.advance(7200);
    const { fresh, stale } = await another({ settings: { allowedProductIds: [other] } }).tests([stored, added]);
    expect(fresh).toEqual([stored]);
    expect(stale).toMatchObject([{ id: added, reason: expect.stringContaining("outside TESTIO_PRODUCT_IDS") }]);
    expect(asked).toEqual([`/exploratory_tests/${added}`]);
    expect(await world.store.testStamps([added])).toEqual([]);
  });

  test("hold no secret of their environments", async () => {
    const { world, clock, freshness, productId } = await makeFreshWorld();
    clock.advance(7200);
    await freshness.tests(await world.storedIds(productId), { force: true });
    const everything = JSON.stringify(rowsOf(world, "SELECT * FROM tests"));
    const secrets = world.simulator.truth.secrets().filter((secret) => secret.length >= 6);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });
});

describe("tests that cannot be fetched", () => {
  test.each([403, 422, 500, 503] as const)(
    "(%i) are stale, and keep their stamps; the others are fetched",
    async (status) => {
      const { world, clock, freshness, productId } = await makeFreshWorld();
      const ids = (await world.store.changeableTests(productId)).map(({ id }) => id);
      const [bad = 0, ...good] = ids;
      world.simulator.faults.add({ match: ({ path }) => path.endsWith(`/${bad}`), fault: { kind: "status", status } });
      const before = await stampOf(world, bad);
      clock.advance(4000);
      const report = await freshness.tests(ids);
      expect(report).toMatchObject({ fetched: good, fresh: [], missing: [] });
      expect(report.stale).toMatchObject([{ id: bad, ageSeconds: 4000, syncedAt: before.syncedAt }]);
      expect(report.stale[0]?.reason).toContain(`(${status}`);
      expect(await stampOf(world, bad)).toEqual(before);
    },
  );

  test.each([
    // Three in a row, besides those under way by then, each with the client's retries.
    ["API is gone", 503, 3 * 13, "not available"],
    ["token is refused", 401, 11, "refused the token"],
  ] as const)("since the %s are all stale, and it is not asked for each of them", async (_, status, most, reason) => {
    const { world, clock, freshness } = await makeFreshWorld({ products: 1, testsPerProduct: 100, bugsPerTest: 0 });
    for (const id of world.listedIds()) world.simulator.world.updateTest(id, { status: "running" });
    await world.sync({ options: { forceRefresh: true }, now: clock.now, settings: { pageSize: 100 } });
    const ids = await world.storedIds();
    world.simulator.faults.add({ match: () => true, fault: { kind: "status", status } });
    world.simulator.resetCounters();
    clock.advance(3600);
    const { stale } = await freshness.tests(ids);
    expect(stale.map(({ id }) => id)).toEqual(ids);
    expect(stale.every((entry) => entry.reason.includes(reason))).toBe(true);
    expect(world.simulator.counters.requests).toBeLessThanOrEqual(most);
  });

  test("in time are stale", async () => {
    const { world, clock, another, changeable } = await makeFreshWorld();
    const client = createApiClient({ baseUrl: world.simulator.url, token: world.simulator.token, deadlineMs: 200 });
    const id = await changeable();
    world.simulator.faults.add({ match: () => true, fault: { kind: "hang" } });
    clock.advance(3600);
    const { stale } = await another({ client }).tests([id]);
    await client.close();
    expect(stale).toMatchObject([{ id, reason: expect.stringContaining("given up after 200 ms") }]);
  });

  test("as the ones asked for are not stored as them", async () => {
    const { world, clock, freshness, changeable } = await makeFreshWorld();
    const id = await changeable();
    const other = world.listedIds().find((listed) => listed !== id) ?? 0;
    const value = { exploratory_test: world.simulator.truth.test(other) };
    world.simulator.faults.add({ match: () => true, fault: { kind: "non-object", value } });
    clock.advance(3600);
    const { stale } = await freshness.tests([id]);
    expect(stale[0]?.reason).toBe(`TestIO answered test ${other} when asked for test ${id}.`);
  });
});

describe("stamps", () => {
  test("are the time the request was sent", async () => {
    const { world, clock, freshness, changeable } = await makeFreshWorld();
    const id = await changeable();
    clock.advance(3600);
    const sentAt = clock.now();
    world.simulator.onRequest(() => clock.advance(500));
    await freshness.tests([id]);
    expect((await stampOf(world, id)).syncedAt).toEqual(sentAt);
  });

  test("of a status that is final are the time its answer came, so that bugs asked for meanwhile are due once more", async () => {
    const { world, clock, freshness, changeable } = await makeFreshWorld();
    const id = await changeable();
    world.simulator.world.updateTest(id, { status: "archived" });
    clock.advance(3600);
    const stop = world.simulator.onRequest(async () => {
      stop();
      clock.advance(1);
      await freshness.bugs([id]);
      clock.advance(1);
    });
    await freshness.tests([id]);
    const { bugsSyncedAt, finalSeenAt } = await stampOf(world, id);
    expect(bugsSyncedAt?.getTime()).toBeLessThan(finalSeenAt?.getTime() ?? 0);
    expect(await freshness.bugs([id])).toEqual({ ...NOTHING, fetched: [id] });
  });

  test("of an answer that a later one has overtaken do not undo it", async () => {
    const { world, clock, freshness, changeable } = await makeFreshWorld();
    const id = await changeable();
    clock.advance(3600);
    // While the request is under way, a sync reads the test again and then finds it gone.
    world.simulator.onRequest(async ({ path }) => {
      if (path !== `/exploratory_tests/${id}`) return;
      clock.advance(10);
      await world.store.write((tx) => tx.tombstone("tests", [id], clock.now()));
    });
    expect(await freshness.tests([id])).toEqual({ ...NOTHING, fetched: [id] });
    expect((await stampOf(world, id)).deletedAt).toEqual(clock.now());
  });
});

test("a database that cannot be written is no stale answer: it rejects", async () => {
  const { world, clock, freshness, changeable } = await makeFreshWorld();
  const id = await changeable();
  clock.advance(3600);
  const reached = Promise.withResolvers<void>();
  world.simulator.onRequest(() => reached.resolve());
  const asking = freshness.tests([id]);
  await reached.promise;
  await world.store.close();
  await expect(asking).rejects.toThrow();
});

test("no ids ask nothing", async () => {
  const { freshness, asked } = await makeFreshWorld({ products: 1, testsPerProduct: 2 });
  expect(await Promise.all([freshness.tests([]), freshness.bugs([]), freshness.features([])])).toEqual([
    NOTHING,
    NOTHING,
    NOTHING,
  ]);
  expect(asked).toEqual([]);
});
