import { describe, expect, test } from "vitest";
import { makeWorld } from "./support/world.js";

const HOUR_MS = 3_600_000;

async function oneProduct(testsPerProduct = 40, quirks = true) {
  const world = await makeWorld({ products: 1, testsPerProduct, quirks });
  const [product = 0] = world.simulator.truth.productIds();
  const listed = () => [...world.simulator.truth.testIds(product)];
  /** Calls `change` when the list's page is asked for the nth time in all, before it is answered. */
  const whenPageIsAsked = (page: number, change: () => void, nth = 1) => {
    let asked = 0;
    return world.simulator.onRequest(({ path, query }) => {
      if (!path.endsWith("exploratory_tests") || query.get("page") !== String(page)) return;
      asked += 1;
      if (asked === nth) change();
    });
  };
  return { ...world, product, listed, whenPageIsAsked };
}

/** One after another, so that a change between two pages can hide a test in only one way. */
const oneByOne = { settings: { pageSize: 10, concurrency: 1 } };

describe("pages that shift while they are read", () => {
  test("by a test deleted further up: the one that slips between two pages is found", async () => {
    const world = await oneProduct();
    world.whenPageIsAsked(2, () => world.simulator.world.deleteTest(world.listed()[3] ?? 0));
    expect((await world.sync(oneByOne)).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("by one deleted and one added, so that the end of the list stands where it stood", async () => {
    const world = await oneProduct();
    world.whenPageIsAsked(2, () => world.simulator.world.deleteTest(world.listed()[3] ?? 0));
    world.whenPageIsAsked(3, () => world.simulator.world.addTest(world.product));
    expect((await world.sync(oneByOne)).status).toBe("success");
    expect(await world.storedIds(world.product)).toEqual(expect.arrayContaining(world.listedIds().slice(0, -1)));
    expect((await world.sync(oneByOne)).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("by deletions while pages are fetched side by side", async () => {
    const world = await oneProduct(120);
    for (const page of [3, 6, 9]) {
      world.whenPageIsAsked(page, () => world.simulator.world.deleteTest(world.listed()[2] ?? 0));
    }
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(expect.arrayContaining(world.listedIds()));
  });

  test("in a stretch that an interrupted run has read: the next one does not take it for complete", async () => {
    const world = await oneProduct(100);
    world.whenPageIsAsked(2, () => world.simulator.world.deleteTest(world.listed()[3] ?? 0));
    const cancel = new AbortController();
    world.whenPageIsAsked(6, () => cancel.abort());
    expect((await world.sync({ ...oneByOne, signal: cancel.signal })).status).toBe("cancelled");
    expect((await world.sync(oneByOne)).status).toBe("success");
    expect(await world.storedIds()).toEqual(expect.arrayContaining(world.listedIds()));
  });

  test("by one that moves from a page read already to below the page being read", async () => {
    const world = await oneProduct(28, false);
    world.whenPageIsAsked(3, () => {
      world.simulator.world.updateTest(world.listed()[12] ?? 0, { end_at: "2001-01-01T00:00:00Z" });
    });
    expect((await world.sync(oneByOne)).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("not at all, but the last page is cut just once and so stands further up than it seems to: none is missing", async () => {
    const world = await oneProduct(7, false);
    world.simulator.faults.add({
      match: ({ path, query }) => path.endsWith("exploratory_tests") && query.get("page") === "2",
      fault: { kind: "capped-per-page", max: 3 },
      times: 1,
    });
    expect((await world.sync({ settings: { pageSize: 5, concurrency: 1 } })).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("each time the list is read: the run says that it is not complete, and the next one is", async () => {
    const world = await oneProduct(400);
    world.simulator.onRequest(({ path, query }) => {
      if (!path.endsWith("exploratory_tests") || query.get("page") === "1" || world.listed().length < 40) return;
      for (let gone = 0; gone < 12; gone += 1) world.simulator.world.deleteTest(world.listed()[0] ?? 0);
    });
    const result = await world.sync(oneByOne);
    expect(result.status).toBe("partial_failure");
    expect(result.warnings.join("\n")).toContain("its list of tests kept changing at TestIO");
    for (let runs = 0; runs < 10 && (await world.sync(oneByOne)).status !== "success"; runs += 1);
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});

describe("an order that is not to be trusted", () => {
  const start = Date.UTC(2026, 10, 1);

  test("known tests that were moved to the top are no sign that what follows is known", async () => {
    const world = await oneProduct(80, false);
    await world.sync();
    const moved = world.listed().slice(-35);
    for (let added = 0; added < 12; added += 1) world.simulator.world.addTest(world.product);
    const later = Date.now() + 400 * 24 * HOUR_MS;
    moved.forEach((id, index) => {
      world.simulator.world.updateTest(id, { end_at: new Date(later + index * HOUR_MS).toISOString() });
    });
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
    const [newest = 0] = world.listed();
    expect((await world.store.getTest(newest))?.endAt?.getTime()).toBeGreaterThan(later);
  });

  test("nor are they after the run that met them was interrupted", async () => {
    const world = await oneProduct(80, false);
    await world.sync();
    for (let added = 0; added < 12; added += 1) world.simulator.world.addTest(world.product);
    const later = Date.now() + 400 * 24 * HOUR_MS;
    for (const id of world.listed().slice(-35)) {
      world.simulator.world.updateTest(id, { end_at: new Date(later + id * 60_000).toISOString() });
    }
    const cancel = new AbortController();
    world.whenPageIsAsked(4, () => cancel.abort());
    expect((await world.sync({ ...oneByOne, signal: cancel.signal })).status).toBe("cancelled");
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("more tests without an end than are read beyond the first known one hide nothing below them", async () => {
    const world = await oneProduct(60, false);
    for (let added = 0; added < 45; added += 1) world.simulator.world.addTest(world.product, { end_at: null });
    expect((await world.sync()).status).toBe("success");
    world.simulator.world.addTest(world.product);
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("a test created with an old end is found by the full read that is due within a day", async () => {
    const world = await oneProduct(80, false);
    const at = (hours: number) => ({ now: () => new Date(start + hours * HOUR_MS) });
    await world.sync(at(0));
    const old = world.simulator.world.addTest(world.product, { end_at: "2015-01-01T00:00:00Z" });
    expect((await world.sync(at(1))).status).toBe("success");
    expect(await world.store.getTest(old)).toBeNull();
    await world.sync(at(24));
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("a test that is listed twice is stored once", async () => {
    const world = await oneProduct();
    world.simulator.faults.add({
      match: ({ path }) => path.endsWith("exploratory_tests"),
      fault: { kind: "repeated-rows", rows: 3 },
    });
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});

describe("a product that answers 403", () => {
  test("fails alone, time after time, and is complete as soon as it answers", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 15 });
    const [first = 0, second = 0] = world.simulator.truth.productIds();
    world.simulator.world.forbidProduct(first);
    for (let runs = 0; runs < 2; runs += 1) {
      const result = await world.sync();
      expect(result.status).toBe("partial_failure");
      expect(new Set(result.errors.map(({ productId }) => productId))).toEqual(new Set([first]));
      expect(await world.storedIds()).toEqual(world.listedIds(second));
    }
    world.simulator.world.allowProduct(first);
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });
});
