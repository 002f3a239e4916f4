import type { ApiClient, RequestOptions } from "@testio/api-client";
import { describe, expect, test } from "vitest";
import { rowsOf, stampOf, storedBugIds } from "../bugs/support.js";
import type { World } from "../support/world.js";
import { makeFreshWorld, NOTHING } from "./support.js";

/** Holds requests back until they are let go. */
function holdRequests(world: World) {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  world.simulator.onRequest(async () => {
    arrived.resolve();
    await released.promise;
  });
  return { arrived: arrived.promise, release: () => released.resolve() };
}

/** The world's client, and the signals its requests for tests and bugs are sent with. */
function watched({ client }: World) {
  const signals: AbortSignal[] = [];
  const watch = (options: RequestOptions = {}) => {
    if (options.signal) signals.push(options.signal);
    return options;
  };
  const watching: ApiClient = {
    ...client,
    getTest: (id, query, options) => client.getTest(id, query, watch(options)),
    listBugs: (query, options) => client.listBugs(query, watch(options)),
  };
  return { client: watching, signals };
}

describe("callers at the same time", () => {
  test("share one request, whatever they ask for besides", async () => {
    const { world, clock, freshness, productId, asked } = await makeFreshWorld();
    const ids = (await world.store.changeableTests(productId)).map(({ id }) => id);
    clock.advance(3600);
    const reports = await Promise.all([
      freshness.tests(ids),
      freshness.tests(ids.toReversed()),
      ...ids.map((id) => freshness.tests([id])),
    ]);
    expect(asked.sort()).toEqual(ids.map((id) => `/exploratory_tests/${id}`).sort());
    expect(reports.map(({ fetched }) => fetched.length)).toEqual([ids.length, ids.length, ...ids.map(() => 1)]);
  });

  test("share one request for bugs, and ask only for what nobody has asked for", async () => {
    const { world, clock, freshness, productId, asked } = await makeFreshWorld();
    const [one = 0, two = 0] = (await world.store.changeableTests(productId)).map(({ id }) => id);
    clock.advance(3600);
    const { arrived, release } = holdRequests(world);
    const first = freshness.bugs([one]);
    await arrived;
    const second = freshness.bugs([one, two]);
    const forced = freshness.bugs([one], { force: true });
    release();
    expect(await Promise.all([first, second, forced])).toEqual([
      { ...NOTHING, fetched: [one] },
      { ...NOTHING, fetched: [one, two] },
      { ...NOTHING, fetched: [one] },
    ]);
    expect(asked.filter((path) => path.startsWith("/bugs?")).sort()).toEqual(
      [one, two].map((id) => `/bugs?filter_test_cycle_ids=${id}`).sort(),
    );
  });

  test("share its failure", async () => {
    const { world, clock, freshness, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    clock.advance(3600);
    world.simulator.faults.add({ match: () => true, fault: { kind: "status", status: 500 } });
    const reports = await Promise.all([freshness.tests([id]), freshness.tests([id])]);
    expect(reports[0]).toEqual(reports[1]);
    expect(reports[0]?.stale).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  test("of features share theirs", async () => {
    const { clock, freshness, productId, asked } = await makeFreshWorld();
    clock.advance(3600);
    await Promise.all([freshness.features([productId]), freshness.features([productId])]);
    expect(new Set(asked).size).toBe(asked.length);
  });
});

describe("a caller who goes", () => {
  test("does not cancel what another one waits for", async () => {
    const { world, clock, another, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    clock.advance(3600);
    const { client, signals } = watched(world);
    const freshness = another({ client });
    const { arrived, release } = holdRequests(world);
    const impatient = new AbortController();
    const going = freshness.bugs([id], { signal: impatient.signal });
    await arrived;
    const staying = freshness.bugs([id], { signal: new AbortController().signal });
    impatient.abort(new Error("gone"));
    await expect(going).rejects.toThrow("gone");
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    release();
    expect(await staying).toEqual({ ...NOTHING, fetched: [id] });
    expect(asked.filter((path) => path.startsWith("/bugs?"))).toHaveLength(1);
    expect((await stampOf(world, id)).bugsSyncedAt).toEqual(clock.now());
  });

  test("as the last one cancels the request; whoever comes then gets one of their own", async () => {
    const { world, clock, another, changeable } = await makeFreshWorld();
    const id = await changeable();
    clock.advance(3600);
    const { client, signals } = watched(world);
    const freshness = another({ client });
    const { arrived, release } = holdRequests(world);
    const callers = [new AbortController(), new AbortController()];
    const going = callers.map(({ signal }) => freshness.tests([id], { signal }));
    await arrived;
    const settled = Promise.allSettled(going);
    callers[0]?.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    callers[1]?.abort();
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    const next = freshness.tests([id]);
    release();
    expect(await next).toEqual({ ...NOTHING, fetched: [id] });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  test("leaves those requests unsent that were waiting for their turn", async () => {
    const { world, clock, freshness } = await makeFreshWorld({ products: 1, testsPerProduct: 60, bugsPerTest: 0 });
    for (const id of world.listedIds()) world.simulator.world.updateTest(id, { status: "running" });
    await world.sync({ options: { forceRefresh: true }, now: clock.now });
    clock.advance(3600);
    world.simulator.resetCounters();
    const { arrived, release } = holdRequests(world);
    const caller = new AbortController();
    const going = freshness.tests(await world.storedIds(), { signal: caller.signal });
    await arrived;
    caller.abort();
    await expect(going).rejects.toThrow();
    release();
    const [first = 0] = await world.storedIds();
    await freshness.tests([first]);
    expect(world.simulator.counters.requests).toBeLessThanOrEqual(11);
  });

  test("before anything began gets nothing done", async () => {
    const { freshness, changeable, asked } = await makeFreshWorld();
    const id = await changeable();
    await expect(freshness.bugs([id], { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  test("while the reasons of rejections are loaded leaves them to those who stay", async () => {
    const { world, clock, freshness, changeable } = await makeFreshWorld();
    const id = await changeable();
    const sentence = "We will look into this in another life.";
    const value = { reject_reasons: [{ key: "another_life", default_comment: sentence }] };
    world.simulator.faults.add({
      match: ({ path }) => path === "/bugs/reject_reasons",
      fault: { kind: "non-object", value },
    });
    const bug = world.simulator.world.addBug(id, { status: "rejected", comments: [{ id: 1, body: sentence }] });
    clock.advance(3600);
    const { arrived, release } = holdRequests(world);
    const caller = new AbortController();
    const going = freshness.bugs([id], { signal: caller.signal });
    await arrived;
    caller.abort();
    await expect(going).rejects.toThrow();
    const staying = freshness.bugs([id]);
    release();
    await staying;
    expect(rowsOf(world, "SELECT rejection_reason AS reason FROM bugs WHERE id = ?", bug)).toEqual([
      { reason: "another_life" },
    ]);
  });
});

test("refresh on read and a sync of the same store do not hinder each other", async () => {
  const { world, clock, freshness } = await makeFreshWorld();
  const { now } = clock;
  clock.advance(7200);
  const ids = await world.storedIds();
  const [result, ...reports] = await Promise.all([
    world.sync({ now, options: { forceRefresh: true }, phases: ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] }),
    freshness.tests(ids, { force: true }),
    freshness.bugs(ids, { force: true }),
    freshness.features(world.simulator.truth.productIds(), { force: true }),
  ]);
  expect(result.status).toBe("success");
  expect(reports.flatMap(({ stale }) => stale)).toEqual([]);
  expect(storedBugIds(world)).toEqual(ids.flatMap((id) => world.simulator.truth.bugIds(id)).sort((a, b) => a - b));
});
