import { describe, expect, test } from "vitest";
import {
  BUGS,
  BY_TESTS,
  failBugs,
  listedBugIds,
  rowsOf,
  stampOf,
  status,
  storedBugIds,
  testsAsked,
  worldOf,
} from "./support.js";

describe("a bug list that answers 500", () => {
  test("is halved down to the test with the bad record; that one alone fails, and all others are stored", async () => {
    const { world, productId, ids, asked } = await worldOf(40);
    const bad = ids[17] ?? 0;
    const heal = failBugs(world, status(500), (testIds) => testIds.includes(bad));
    const result = await world.sync({ phases: BUGS });
    expect(result).toMatchObject({ status: "partial_failure", phasesCompleted: [] });
    expect(result.errors).toEqual([expect.objectContaining({ phase: "BUGS", productId, kind: "BugsIncompleteError" })]);
    expect(result.errors[0]?.message).toContain(`the bugs of 1 of 40 tests could not be fetched (test ${bad})`);
    const ofOthers = (await listedBugIds(world)).filter((id) => !world.simulator.truth.bugIds(bad).includes(id));
    expect(storedBugIds(world)).toEqual(ofOthers);
    expect((await stampOf(world, bad)).bugsSyncedAt).toBeNull();
    expect(rowsOf(world, "SELECT 1 FROM tests WHERE bugs_synced_at IS NULL")).toHaveLength(1);
    // By product, all at once, then both halves of each part that failed.
    expect(asked.length).toBeLessThanOrEqual(2 + 2 * Math.ceil(Math.log2(40)));
    const state = await world.store.getSyncState(productId, "BUGS");
    expect(state).toMatchObject({ succeededAt: null, failure: result.errors[0]?.message });
    heal();
    asked.length = 0;
    expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
    expect(asked.map(testsAsked)).toEqual([[bad]]);
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
    expect(await world.store.getSyncState(productId, "BUGS")).toMatchObject({ failedAt: null, failure: null });
  });

  test("for several tests, next to each other or not, is counted and the first few are named", async () => {
    const { world, productId } = await worldOf(40);
    // The order they are asked for in: the first ones fail one after the other before anything is answered.
    const order = await world.store.livingTestIds(productId);
    const bad = [0, 1, 2, 3, 4, 5, 30].map((index) => order[index] ?? 0).sort((a, b) => a - b);
    failBugs(world, status(500), (testIds) => testIds.some((id) => bad.includes(id)));
    const result = await world.sync({ phases: BUGS });
    expect(result.errors[0]?.message).toContain(
      `the bugs of 7 of 40 tests could not be fetched (test ${bad.slice(0, 5).join(", ")}, …)`,
    );
    expect(rowsOf(world, "SELECT id FROM tests WHERE bugs_synced_at IS NULL ORDER BY id")).toEqual(
      bad.map((id) => ({ id })),
    );
  });

  test("whatever is asked is no bad record, and is not searched for in every test", async () => {
    const { world, productId, ids, asked } = await worldOf(100);
    failBugs(world, status(500));
    const result = await world.sync({ phases: BUGS });
    expect(result).toMatchObject({ status: "failure", errors: [{ productId, kind: "BugsIncompleteError" }] });
    expect(result.errors[0]?.message).toContain("100 of 100 tests");
    expect(asked.length).toBeLessThan(30);
    expect(storedBugIds(world)).toEqual([]);
    expect(rowsOf(world, "SELECT 1 FROM tests WHERE bugs_synced_at IS NOT NULL")).toEqual([]);
    expect(ids).toHaveLength(100);
  });

  test("for all of a product is asked for in batches of tests", async () => {
    const { world, asked } = await worldOf(30);
    failBugs(world, status(500), () => false);
    expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
    expect(asked.map((query) => [...query.keys()])).toEqual([["filter_product_ids"], ["filter_test_cycle_ids"]]);
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
  });
});

test.each([403, 404, 422] as const)("a test that makes its batch answer %i fails alone, too", async (code) => {
  const { world, ids } = await worldOf(20);
  const bad = ids[3] ?? 0;
  failBugs(world, status(code), (testIds) => testIds.includes(bad));
  const result = await world.sync({ phases: BUGS });
  expect(result.errors[0]?.message).toContain(`1 of 20 tests could not be fetched (test ${bad})`);
  expect(rowsOf(world, "SELECT id FROM tests WHERE bugs_synced_at IS NULL")).toEqual([{ id: bad }]);
});

describe("a passing fault", () => {
  test.each([502, 503, 504] as const)(
    "(%i) that stays fails the tests of its batch without halving it",
    async (code) => {
      const { world, asked } = await worldOf(20);
      await world.sync({ phases: BUGS });
      const before = rowsOf(world, "SELECT id, bugs_synced_at FROM tests ORDER BY id");
      const bugs = storedBugIds(world);
      asked.length = 0;
      failBugs(world, status(code));
      const result = await world.sync({ options: { refreshMutable: true }, phases: BUGS });
      expect(result).toMatchObject({ status: "failure", errors: [{ kind: "BugsIncompleteError" }] });
      // The same question with the client's retries, and no other.
      expect(new Set(asked.map(String)).size).toBe(1);
      expect(asked.length).toBeLessThanOrEqual(3);
      expect(rowsOf(world, "SELECT id, bugs_synced_at FROM tests ORDER BY id")).toEqual(before);
      expect(storedBugIds(world)).toEqual(bugs);
    },
  );

  test("that passes leaves no trace", async () => {
    const { world } = await worldOf(20);
    failBugs(world, status(503), undefined, 1);
    expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success", errors: [] });
    expect(storedBugIds(world)).toEqual(await listedBugIds(world));
  });

  test("of one product leaves the others alone", async () => {
    const { world, productId } = await worldOf(10, 3);
    world.simulator.faults.add({
      match: ({ path, query }) => path === "/bugs" && query.get("filter_product_ids") === String(productId),
      fault: status(503),
    });
    const result = await world.sync({ phases: BUGS });
    expect(result).toMatchObject({ status: "partial_failure", errors: [{ productId }] });
    expect((await world.store.stats()).testsNeverFetchedBugs).toBe(10);
  });
});

test("an answer for a whole product that does not come in time is asked for in smaller ones", async () => {
  const { world, asked } = await worldOf(20);
  failBugs(world, status(504), () => false);
  expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
  expect(asked.at(-1)?.has("filter_test_cycle_ids")).toBe(true);
});

test("a refused token ends the run at once", async () => {
  const { world, asked } = await worldOf(10, 3);
  failBugs(world, status(401));
  expect(await world.sync({ phases: BUGS })).toMatchObject({
    status: "failure",
    errors: [{ kind: "ApiAuthenticationError" }],
  });
  expect(asked.length).toBeLessThanOrEqual(3);
});

test("the API gone in the middle: what was stored stays, the rest is due, and nothing more is asked", async () => {
  const { world, asked } = await worldOf(450);
  let answered = 0;
  world.simulator.faults.add({
    match: ({ path }) => {
      if (path !== "/bugs") return false;
      answered += 1;
      return answered > 2;
    },
    fault: { kind: "reset" },
  });
  const result = await world.sync({ phases: BUGS, scope: BY_TESTS, settings: { concurrency: 1 } });
  expect(result).toMatchObject({ status: "partial_failure", errors: [{ kind: "BugsIncompleteError" }] });
  const stamped = rowsOf(world, "SELECT id FROM tests WHERE bugs_synced_at IS NOT NULL").map(({ id }) => Number(id));
  expect(stamped.sort()).toEqual(asked.slice(0, 2).flatMap(testsAsked).sort());
  world.simulator.faults.clear();
  expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
  expect((await world.store.stats()).testsNeverFetchedBugs).toBe(0);
});

test("cancellation ends the phase within one request, and keeps what was stored", async () => {
  const { world, asked } = await worldOf(450);
  const controller = new AbortController();
  const result = await world.sync({
    phases: BUGS,
    scope: BY_TESTS,
    signal: controller.signal,
    settings: { concurrency: 1 },
    onProgress: (event) => event.type === "page" && event.pagesInPhase === 2 && controller.abort(),
  });
  expect(result).toMatchObject({ status: "cancelled", errors: [], bugsRefreshed: storedBugIds(world).length });
  expect(asked.length).toBeLessThanOrEqual(3);
  const stamped = rowsOf(world, "SELECT id FROM tests WHERE bugs_synced_at IS NOT NULL");
  expect(stamped).toHaveLength(asked.slice(0, 2).flatMap(testsAsked).length);
  expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
});
