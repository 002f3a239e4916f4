import type { ProblemPosition } from "@testio/store";
import { describe, expect, test } from "vitest";
import { makeWorld, type World } from "./support/world.js";

const PAGE_SIZE = 10;
/** Requests that looking for one position again may take: a page, that page in ever smaller ones, the seams of those, one neighbouring page. */
const RETRY_BUDGET = 16;

/** A product with enough tests that its older ones lie below what a later sync reads. */
async function bigWorld() {
  const world = await makeWorld({ products: 1, testsPerProduct: 80 });
  const [product = 0] = world.simulator.truth.productIds();
  /** In the order of the list, newest first. */
  const listed = () => [...world.simulator.truth.testIds(product)];
  const positions = () => world.store.listProblemPositions();
  return { ...world, product, listed, positions };
}

const place = ({ position, beforeId, afterId, attempts }: ProblemPosition) => ({
  position,
  beforeId,
  afterId,
  attempts,
});

async function storedBut(world: World, missing: readonly number[]) {
  expect(await world.storedIds()).toEqual(world.listedIds().filter((id) => !missing.includes(id)));
}

describe("a record whose page answers 500", () => {
  test("is left out alone: everything else is stored, its place is recorded, and the result says so", async () => {
    const world = await bigWorld();
    const [before, bad, after] = world.listed().slice(33, 36);
    world.simulator.world.poisonTest(bad ?? 0);
    const result = await world.sync();
    expect(result).toMatchObject({ status: "partial_failure", problemPositions: 1 });
    expect(result.errors).toEqual([
      {
        phase: "NEW_TESTS",
        productId: world.product,
        kind: "UnreadablePosition",
        message: expect.stringMatching(`at position 35 of its list, between tests ${before} and ${after}`),
      },
    ]);
    await storedBut(world, [bad ?? 0]);
    const [position] = await world.positions();
    expect(position).toMatchObject({
      productId: world.product,
      position: 35,
      pageSize: 1,
      beforeId: before,
      afterId: after,
      attempts: 1,
      mode: "default",
      mappedTestIds: [],
    });
    expect(position?.beforeEndAt).toBeInstanceOf(Date);
    expect(position?.afterEndAt).toBeInstanceOf(Date);
  });

  test("is tried again by every sync, wherever it stands by then, and clears itself once it answers", async () => {
    const world = await bigWorld();
    const [before, bad = 0, after] = world.listed().slice(54, 57);
    world.simulator.world.poisonTest(bad);
    await world.sync();
    for (let added = 0; added < 7; added += 1) world.simulator.world.addTest(world.product);
    const again = await world.sync();
    expect(again).toMatchObject({ status: "partial_failure", problemPositions: 1, testsDiscovered: 7 });
    expect((await world.positions()).map(place)).toEqual([
      { position: 63, beforeId: before, afterId: after, attempts: 2 },
    ]);
    expect(again.requests).toBeLessThanOrEqual(2 + 3 + RETRY_BUDGET);
    world.simulator.world.healTest(bad);
    expect(await world.sync()).toMatchObject({ status: "success", problemPositions: 0 });
    expect(await world.positions()).toEqual([]);
    await storedBut(world, []);
  });

  test("is found again when its neighbours are gone, be it by the full read that follows", async () => {
    const world = await bigWorld();
    const [before = 0, bad = 0, after = 0] = world.listed().slice(54, 57);
    world.simulator.world.poisonTest(bad);
    await world.sync();
    world.simulator.world.deleteTest(before);
    world.simulator.world.deleteTest(after);
    await world.sync();
    expect(await world.positions()).toHaveLength(1);
    world.simulator.world.healTest(bad);
    await world.sync();
    await world.sync({ options: { forceRefresh: true } });
    expect(await world.positions()).toEqual([]);
    await storedBut(world, []);
  });

  test.each([
    ["first of the list", [0]],
    ["last of the list", [79]],
    ["first and last of a page", [20, 29]],
    ["several in a row, across pages", [38, 39, 40, 41]],
    ["more in a row than would make the whole list suspicious", [25, 26, 27, 28, 29, 30, 31, 32]],
  ])("is isolated where it stands: %s", async (_, rows) => {
    const world = await bigWorld();
    const bad = rows.map((row) => world.listed()[row] ?? 0);
    for (const id of bad) world.simulator.world.poisonTest(id);
    expect(await world.sync()).toMatchObject({ status: "partial_failure", problemPositions: rows.length });
    await storedBut(world, bad);
    expect((await world.positions()).map(({ position }) => position - 1)).toEqual(rows);
    for (const id of bad) world.simulator.world.healTest(id);
    expect((await world.sync()).status).toBe("success");
    await storedBut(world, []);
  });

  test("is all there is of its list, or all but nothing", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 2 });
    const [product = 0] = world.simulator.truth.productIds();
    const ids = world.simulator.truth.testIds(product);
    for (const id of ids) world.simulator.world.poisonTest(id);
    expect(await world.sync()).toMatchObject({ status: "partial_failure", problemPositions: 2 });
    world.simulator.world.healTest(ids[1] ?? 0);
    expect(await world.sync()).toMatchObject({ status: "partial_failure", problemPositions: 1, testsDiscovered: 1 });
  });

  test("is isolated on a server that cuts pages shorter than asked for", async () => {
    const world = await bigWorld();
    world.simulator.faults.add({ match: () => true, fault: { kind: "capped-per-page", max: 6 } });
    const bad = [3, 17].map((row) => world.listed()[row] ?? 0);
    for (const id of bad) world.simulator.world.poisonTest(id);
    expect(await world.sync()).toMatchObject({ status: "partial_failure", problemPositions: 2 });
    await storedBut(world, bad);
    expect((await world.positions()).map(({ position }) => position - 1)).toEqual([3, 17]);
  });

  test("that was stored before it went bad stays as it was, and is refreshed by its own address", async () => {
    const world = await bigWorld();
    await world.sync();
    const bad = world.listed()[60] ?? 0;
    world.simulator.world.updateTest(bad, { title: "Changed since" });
    world.simulator.world.poisonTest(bad);
    const result = await world.sync({ options: { forceRefresh: true } });
    expect(result).toMatchObject({ status: "partial_failure", testsDeleted: 0, problemPositions: 1 });
    expect(await world.store.getTest(bad)).toMatchObject({ deletedAt: null, title: "Changed since" });
  });

  test("keeps the neighbours it was found between when a later run does not read as far", async () => {
    const world = await bigWorld();
    const bad = world.listed().slice(28, 31);
    for (const id of bad) world.simulator.world.poisonTest(id);
    await world.sync();
    const first = (await world.positions()).map(place);
    await world.sync();
    expect((await world.positions()).map(place)).toEqual(first.map((position) => ({ ...position, attempts: 2 })));
  });

  test("of several that went bad meanwhile is recorded once, with the neighbours of all", async () => {
    const world = await makeWorld({ products: 1, testsPerProduct: 11 });
    const settings = { pageSize: 5, sweepIntervalSeconds: 0 };
    await world.sync({ settings });
    const listed = [...world.simulator.truth.testIds()];
    world.simulator.world.poisonTest(listed[7] ?? 0);
    await world.sync({ settings, options: { forceRefresh: true } });
    for (const id of listed.slice(8, 10)) world.simulator.world.poisonTest(id);
    await world.sync({ settings });
    const [before, after] = [listed[6], listed[10]];
    expect((await world.store.listProblemPositions()).map(place)).toEqual([
      { position: 8, beforeId: before, afterId: after, attempts: 2 },
      { position: 9, beforeId: before, afterId: after, attempts: 1 },
      { position: 10, beforeId: before, afterId: after, attempts: 1 },
    ]);
  });

  test("counts as read once somebody has named its test and that answers by its id", async () => {
    const world = await bigWorld();
    const bad = world.listed()[60] ?? 0;
    world.simulator.world.poisonTest(bad);
    await world.sync();
    const [position] = await world.positions();
    if (!position) throw new Error("No position was recorded.");
    await world.store.write((tx) => tx.updateProblemPosition({ ...position, mappedTestIds: [bad] }));
    const result = await world.sync({ options: { incrementalOnly: true }, scope: { productIds: [world.product] } });
    expect(result).toMatchObject({ status: "success", problemPositions: 0, mode: "incremental" });
    await storedBut(world, []);
    expect((await world.positions()).map(({ mappedTestIds, attempts }) => [mappedTestIds, attempts])).toEqual([
      [[bad], 2],
    ]);
  });

  test("keeps what people do with its position while a sync runs", async () => {
    const world = await bigWorld();
    const bad = [13, 60].map((row) => world.listed()[row] ?? 0);
    for (const id of bad) world.simulator.world.poisonTest(id);
    await world.sync();
    const [first, second] = await world.positions();
    if (!first || !second) throw new Error("Two positions were to be recorded.");
    let changed: Promise<void> | null = null;
    world.simulator.onRequest(({ path }) => {
      if (!path.endsWith("exploratory_tests")) return;
      changed ??= world.store.write(async (tx) => {
        await tx.updateProblemPosition({ ...first, mappedTestIds: bad.slice(0, 1) });
        await tx.deleteProblemPositions([second.id]);
      });
      return changed;
    });
    const result = await world.sync({ options: { forceRefresh: true } });
    expect(result).toMatchObject({ status: "partial_failure", problemPositions: 1 });
    expect((await world.positions()).map(({ position, mappedTestIds }) => [position, mappedTestIds])).toEqual([
      [14, bad.slice(0, 1)],
      [61, []],
    ]);
  });

  test("of a product out of scope is a warning of the result", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 30 });
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    world.simulator.world.poisonTest(world.simulator.truth.testIds(first)[12] ?? 0);
    await world.sync();
    const { status, warnings } = await world.sync({ scope: { productIds: [second] } });
    expect(status).toBe("success");
    expect(warnings.join("\n")).toContain(`Product ${first}: 1 position of its test list could not be read`);
  });
});

describe("what is no bad record", () => {
  test.each([502, 503, 504] as const)("a page that answers %d", async (status) => {
    const world = await bigWorld();
    const match = ({ path, query }: { path: string; query: URLSearchParams }) =>
      path.endsWith("exploratory_tests") && query.get("page") === "3";
    const heal = world.simulator.faults.add({ match, fault: { kind: "status", status } });
    const result = await world.sync();
    expect(result).toMatchObject({ status: "partial_failure", problemPositions: 0 });
    expect(result.errors.map(({ kind }) => kind)).toEqual(["ApiUnavailableError"]);
    expect(await world.positions()).toEqual([]);
    heal();
    expect((await world.sync()).status).toBe("success");
    await storedBut(world, []);
  });

  test("a list that answers 500 from the start: its product fails, after a few requests", async () => {
    const world = await bigWorld();
    const match = ({ path }: { path: string }) => path.endsWith("exploratory_tests");
    const heal = world.simulator.faults.add({ match, fault: { kind: "status", status: 500 } });
    const result = await world.sync();
    expect(result.errors.map(({ kind }) => kind)).toEqual(["ApiServerError"]);
    expect(result.requests).toBeLessThan(20);
    expect(await world.positions()).toEqual([]);
    heal();
    expect((await world.sync()).status).toBe("success");
  });

  test("a list that begins to answer 500 while it is read", async () => {
    const world = await bigWorld();
    const match = ({ path, count }: { path: string; count: number }) => path.endsWith("exploratory_tests") && count > 4;
    const heal = world.simulator.faults.add({ match, fault: { kind: "status", status: 500 } });
    const result = await world.sync();
    expect(result.errors.map(({ kind }) => kind)).toEqual(["ApiServerError"]);
    expect(result.requests).toBeLessThan(30);
    expect(await world.positions()).toEqual([]);
    heal();
    expect((await world.sync()).status).toBe("success");
    await storedBut(world, []);
  });
});

test("page sizes without a common divisor isolate alike", async () => {
  const world = await bigWorld();
  const bad = world.listed()[23] ?? 0;
  world.simulator.world.poisonTest(bad);
  for (const pageSize of [7, 1, PAGE_SIZE]) {
    await world.sync({ settings: { pageSize }, options: { forceRefresh: true } });
    await storedBut(world, [bad]);
    expect((await world.positions()).map(({ position }) => position)).toEqual([24]);
  }
});
