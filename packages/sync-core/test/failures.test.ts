import { inspect } from "node:util";
import type { ApiClient } from "@testio/api-client";
import { FENCE_KEY, LAST_SYNC_COMPLETED_KEY } from "@testio/store";
import { describe, expect, test } from "vitest";
import { makeWorld, type World } from "./support/world.js";

const everything = () => true;
const testsOf = (productId: number) => (request: { path: string }) =>
  request.path.endsWith(`/products/${productId}/exploratory_tests`);

async function lastEvent(world: World) {
  const [event] = await world.store.listSyncEvents(1);
  return event;
}

describe("what fails", () => {
  test("for one product leaves the others alone, is reported, and stamps nothing fresh", async () => {
    const world = await makeWorld();
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    const heal = world.simulator.faults.add({ match: testsOf(first), fault: { kind: "status", status: 403 } });
    const result = await world.sync();
    expect(result).toMatchObject({ status: "partial_failure", phasesCompleted: ["PRODUCTS", "FEATURES"] });
    expect(result.errors).toEqual([
      expect.objectContaining({ phase: "NEW_TESTS", productId: first, kind: "ApiForbiddenError" }),
    ]);
    expect(await world.storedIds(second)).toEqual(world.listedIds(second));
    expect(await world.store.getSyncState(first, "NEW_TESTS")).toMatchObject({ succeededAt: null, completedPass: 0 });
    expect(await world.store.getMetadata(LAST_SYNC_COMPLETED_KEY)).toBeNull();
    expect(await lastEvent(world)).toMatchObject({ status: "partial_failure", error: result.errors[0]?.message });
    heal();
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
    expect(await world.store.getSyncState(first, "NEW_TESTS")).toMatchObject({ failedAt: null, failure: null });
  });

  test("is reported again by every sync that does not mend it", async () => {
    const world = await makeWorld();
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    world.simulator.faults.add({ match: testsOf(first), fault: { kind: "status", status: 403 } });
    await world.sync();
    const { warnings } = await world.sync({ scope: { productIds: [second] } });
    expect(warnings.join("\n")).toContain(`Product ${first}: its tests are still incomplete`);
  });

  test("a section's feature list fails its product's features only, and keeps the stored ones", async () => {
    const world = await makeWorld();
    await world.sync();
    const before = (await world.store.stats()).features;
    world.simulator.faults.add({
      match: ({ path }) => path.includes("/sections/"),
      fault: { kind: "status", status: 403 },
    });
    const result = await world.sync({ options: { forceRefresh: true } });
    expect(result.status).toBe("partial_failure");
    expect(new Set(result.errors.map(({ phase }) => phase))).toEqual(new Set(["FEATURES"]));
    expect((await world.store.stats()).features).toBe(before);
  });

  test("a refused token ends the run at once, for people and without the token", async () => {
    const world = await makeWorld();
    world.simulator.faults.add({ match: everything, fault: { kind: "status", status: 401 } });
    const result = await world.sync();
    expect(result).toMatchObject({ status: "failure", errors: [{ kind: "ApiAuthenticationError" }] });
    expect(world.simulator.counters.requests).toBe(1);
    expect(inspect(result, { depth: 9 })).not.toContain(world.simulator.token);
    expect(await lastEvent(world)).toMatchObject({ status: "failure" });
  });

  test("an answer that is HTML is said in a sentence, and the database stays as it was", async () => {
    const world = await makeWorld();
    await world.sync();
    const before = await world.storedIds();
    world.simulator.faults.add({ match: everything, fault: { kind: "html" } });
    const result = await world.sync();
    expect(result.status).toBe("failure");
    expect(result.errors[0]?.message).not.toMatch(/<|html>/);
    expect(await world.storedIds()).toEqual(before);
  });

  test.each([502, 503, 504] as const)(
    "passing faults (%i) are retried and leave no trace in the result",
    async (status) => {
      const world = await makeWorld();
      const asked = new Set<string>();
      const firstTime = ({ path, query }: { path: string; query: URLSearchParams }) =>
        asked.size < asked.add(`${path}?${query}`).size;
      world.simulator.faults.add({ match: firstTime, fault: { kind: "status", status } });
      expect(await world.sync()).toMatchObject({ status: "success", errors: [], warnings: [] });
      expect(await world.storedIds()).toEqual(world.listedIds());
    },
  );
});

describe("a server that is not to be trusted", () => {
  test("capping per_page hides nothing", async () => {
    const world = await makeWorld();
    world.simulator.faults.add({ match: everything, fault: { kind: "capped-per-page", max: 4 } });
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("ignoring paging is found out by its repetition", async () => {
    const world = await makeWorld();
    world.simulator.faults.add({ match: everything, fault: { kind: "ignored-paging" } });
    world.simulator.resetCounters();
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
    expect(world.simulator.counters.requests).toBeLessThan(30);
  });

  test("adding tests on top while its list is read costs none", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 60 });
    const [productId = 0] = world.simulator.truth.productIds();
    let added = 0;
    const stop = world.simulator.onRequest(({ path }) => {
      if (!path.endsWith("exploratory_tests") || added >= 15) return;
      added += 1;
      world.simulator.world.addTest(productId, { end_at: new Date(Date.UTC(2030, 0, added)).toISOString() });
    });
    expect((await world.sync()).status).toBe("success");
    expect(added).toBeGreaterThan(5);
    stop();
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});

test("a test added while pages are fetched side by side, out of order, hides no other", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 60 });
  const [productId = 0] = world.simulator.truth.productIds();
  const thirdPage = Promise.withResolvers<void>();
  const client: ApiClient = {
    ...world.client,
    async listTests(query, options) {
      const answer = await world.client.listTests(query, options);
      if (query.page === 3) thirdPage.resolve();
      return answer;
    },
  };
  let added = 0;
  world.simulator.onRequest(async ({ path, query }) => {
    if (!path.endsWith("exploratory_tests") || query.get("page") !== "2" || added > 0) return;
    await thirdPage.promise;
    added = world.simulator.world.addTest(productId, { end_at: "2030-01-01T00:00:00Z" });
  });
  expect((await world.sync({ client })).status).toBe("success");
  expect(world.listedIds()).toContain(added);
  const missing = world.listedIds().filter((id) => id !== added);
  expect(await world.storedIds()).toEqual(expect.arrayContaining(missing));
});

describe("cancellation", () => {
  test("stops within one request, keeps what was stored, and the next sync completes it", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 200 });
    const controller = new AbortController();
    const result = await world.sync({
      signal: controller.signal,
      onProgress: (event) => event.type === "page" && event.page === 5 && controller.abort(),
    });
    expect(result).toMatchObject({ status: "cancelled", errors: [] });
    expect(result.durationSeconds).toBeGreaterThan(0);
    expect(await lastEvent(world)).toMatchObject({ status: "cancelled" });
    const stored = await world.storedIds();
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThan(world.listedIds().length);
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("before the start does nothing at all", async () => {
    const world = await makeWorld();
    expect(await world.sync({ signal: AbortSignal.abort() })).toMatchObject({ status: "cancelled", eventId: null });
    expect(world.simulator.counters.requests).toBe(0);
  });
});

describe("two syncs of one database", () => {
  test("run one after the other; the second one may also fail fast", async () => {
    const world = await makeWorld();
    const running = Promise.withResolvers<void>();
    const first = world.sync({ onProgress: () => running.resolve() });
    await running.promise;
    const [second, third] = await Promise.all([world.sync(), world.sync({ lock: { waitMs: 0 } })]);
    expect([(await first).status, second.status]).toEqual(["success", "success"]);
    expect(third).toMatchObject({ status: "failure", eventId: null, errors: [{ kind: "SyncLockedError" }] });
    expect((await world.store.listSyncEvents(10)).map(({ status }) => status)).toEqual(["success", "success"]);
  });

  test("in memory wait for each other alike", async () => {
    const world = await makeWorld({}, { inMemory: true });
    const running = Promise.withResolvers<void>();
    const first = world.sync({ onProgress: () => running.resolve() });
    await running.promise;
    expect(await world.sync({ lock: { waitMs: 0 } })).toMatchObject({ errors: [{ kind: "SyncLockedError" }] });
    expect((await Promise.all([first, world.sync()])).map(({ status }) => status)).toEqual(["success", "success"]);
  });

  test("a run that lost its lock writes no more, and says so", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 100 });
    let taken: Promise<void> | undefined;
    const result = await world.sync({
      onProgress: (event) => {
        if (event.type === "page" && event.page === 3) {
          taken = world.store.write((tx) => tx.setMetadata(FENCE_KEY, "another run"));
        }
      },
    });
    await taken;
    expect(result).toMatchObject({ status: "failure" });
    expect(result.errors[0]?.kind).toBe("WriteFencedError");
    expect((await world.storedIds()).length).toBeLessThan(60);
    expect(await lastEvent(world)).toMatchObject({ status: "running" });
    expect((await world.sync()).status).toBe("success");
    expect((await world.store.listSyncEvents(2)).map(({ status }) => status)).toEqual(["success", "interrupted"]);
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});

test("a database that cannot be written ends the run with the store's own words", async () => {
  const world = await makeWorld();
  await world.store.close();
  const result = await world.sync();
  expect(result.status).toBe("failure");
  expect(result.errors).not.toEqual([]);
});
