import { describe, expect, test } from "vitest";
import { makeWorld, type World } from "./support/world.js";

const DAY_MS = 86_400_000;
const force = { options: { forceRefresh: true } };

async function oneProduct(testsPerProduct = 40) {
  const world = await makeWorld({ products: 1, testsPerProduct, bugsPerTest: 2 });
  const [product = 0] = world.simulator.truth.productIds();
  const listed = () => [...world.simulator.truth.testIds(product)];
  return { ...world, product, listed };
}

async function deletedAt(world: World, id: number) {
  return (await world.store.getTest(id))?.deletedAt ?? null;
}

describe("a test that is gone at TestIO", () => {
  test("is marked deleted by a sync that read the whole list, after its own address answered 404", async () => {
    const world = await oneProduct();
    await world.sync();
    const gone = world.listed()[35] ?? 0;
    world.simulator.world.deleteTest(gone);
    const asked: string[] = [];
    world.simulator.onRequest(({ path }) => void asked.push(path));
    const result = await world.sync(force);
    expect(result).toMatchObject({ status: "success", testsDeleted: 1 });
    expect(asked).toContain(`/exploratory_tests/${gone}`);
    expect(await deletedAt(world, gone)).toBeInstanceOf(Date);
    expect(await world.storedIds()).toEqual(world.listedIds());
    expect((await world.store.stats()).deletedTests).toBe(1);
  });

  test("takes its bugs with it", async () => {
    const world = await oneProduct();
    await world.sync({ phases: ["PRODUCTS", "NEW_TESTS", "BUGS"] });
    const gone = world.listed().find((id) => world.simulator.truth.bugIds(id).length > 0) ?? 0;
    const bugs = world.simulator.truth.bugIds(gone).length;
    const before = (await world.store.stats()).bugs;
    world.simulator.world.deleteTest(gone);
    await world.sync(force);
    expect((await world.store.stats()).bugs).toBe(before - bugs);
  });

  test("is not noticed by a sync that stops at known tests above it, which says nothing about it", async () => {
    const world = await oneProduct(80);
    await world.sync();
    const gone = world.listed()[75] ?? 0;
    world.simulator.world.deleteTest(gone);
    expect(await world.sync()).toMatchObject({ status: "success", testsDeleted: 0 });
    expect(await deletedAt(world, gone)).toBeNull();
  });

  test("is found within a day, when the next full read is due", async () => {
    const world = await oneProduct(80);
    const start = new Date("2026-06-01T00:00:00Z");
    await world.sync({ now: () => start });
    const gone = world.listed()[75] ?? 0;
    world.simulator.world.deleteTest(gone);
    const sixHours = () => new Date(start.getTime() + DAY_MS / 4);
    expect((await world.sync({ now: sixHours })).testsDeleted).toBe(0);
    const aDay = () => new Date(start.getTime() + DAY_MS);
    expect((await world.sync({ now: aDay, settings: { pageSize: 10, sweepIntervalSeconds: 0 } })).testsDeleted).toBe(0);
    expect((await world.sync({ now: aDay })).testsDeleted).toBe(1);
    expect(await world.store.getSyncState(world.product, "NEW_TESTS")).toMatchObject({ fullPassAt: aDay() });
  });

  test("is there again once the API lists it again", async () => {
    const world = await oneProduct();
    await world.sync();
    const id = world.listed()[0] ?? 0;
    world.simulator.world.withdrawTest(id);
    await world.sync(force);
    expect(await deletedAt(world, id)).toBeInstanceOf(Date);
    world.simulator.world.restoreTest(id);
    await world.sync();
    expect(await deletedAt(world, id)).toBeNull();
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("is left alone by a sync with a floor, which has not read the whole list", async () => {
    const world = await oneProduct();
    await world.sync();
    world.simulator.world.deleteTest(world.listed()[5] ?? 0);
    const sinceDate = new Date("2000-01-01T00:00:00Z");
    expect(await world.sync({ ...force, scope: { sinceDate } })).toMatchObject({ status: "success", testsDeleted: 0 });
  });

  test("is kept while TestIO does not say whether it exists", async () => {
    const world = await oneProduct();
    await world.sync();
    const id = world.listed()[5] ?? 0;
    world.simulator.world.withdrawTest(id);
    const match = ({ path }: { path: string }) => path === `/exploratory_tests/${id}`;
    const heal = world.simulator.faults.add({ match, fault: { kind: "status", status: 403 } });
    const unclear = await world.sync(force);
    expect(unclear).toMatchObject({ status: "success", testsDeleted: 0 });
    expect(unclear.warnings.join("\n")).toContain(`no longer has test ${id}`);
    heal();
    world.simulator.faults.add({ match, fault: { kind: "status", status: 503 } });
    const unavailable = await world.sync(force);
    expect(unavailable).toMatchObject({ status: "partial_failure", testsDeleted: 0 });
    expect(await deletedAt(world, id)).toBeNull();
  });
});

describe("an empty list where there were tests", () => {
  const listOf =
    (product: number) =>
    ({ path }: { path: string }) =>
      path === `/products/${product}/exploratory_tests`;

  test("deletes nothing and fails the product while one of its newest tests still answers", async () => {
    const world = await oneProduct();
    await world.sync();
    world.simulator.world.addTest(world.product);
    const heal = world.simulator.faults.add({ match: listOf(world.product), fault: { kind: "empty-list" } });
    const result = await world.sync(force);
    expect(result).toMatchObject({ status: "partial_failure", testsDeleted: 0 });
    expect(result.errors).toEqual([expect.objectContaining({ kind: "EmptyTestListError", productId: world.product })]);
    expect(await world.storedIds()).toHaveLength(40);
    heal();
    expect((await world.sync()).status).toBe("success");
    expect(await world.storedIds()).toEqual(world.listedIds());
  });

  test("deletes nothing even when its tests are gone: it warns", async () => {
    const world = await oneProduct(5);
    await world.sync();
    for (const id of world.listed()) world.simulator.world.deleteTest(id);
    const result = await world.sync(force);
    expect(result).toMatchObject({ status: "success", testsDeleted: 0 });
    expect(result.warnings.join("\n")).toContain("lists no tests any more");
    expect(await world.storedIds()).toHaveLength(5);
  });
});

describe("a product that is listed no more", () => {
  test("is marked deleted after its own address answered 404, and not worked on", async () => {
    const world = await makeWorld({ products: 3, testsPerProduct: 5 });
    const [first = 0] = world.simulator.truth.productIds();
    await world.sync();
    world.simulator.world.withdrawProduct(first);
    const result = await world.sync();
    expect(result.status).toBe("success");
    expect((await world.store.getProduct(first))?.deletedAt).toBeInstanceOf(Date);
    expect((await world.store.productSyncSummaries()).map(({ productId }) => productId)).not.toContain(first);
    world.simulator.world.restoreProduct(first);
    await world.sync();
    expect((await world.store.getProduct(first))?.deletedAt).toBeNull();
  });

  test("is kept while its own address answers anything else", async () => {
    const world = await makeWorld({ products: 3, testsPerProduct: 5 });
    const [first = 0] = world.simulator.truth.productIds();
    await world.sync();
    world.simulator.world.withdrawProduct(first);
    const match = ({ path }: { path: string }) => path === `/products/${first}`;
    world.simulator.faults.add({ match, fault: { kind: "status", status: 403 } });
    await world.sync();
    expect((await world.store.getProduct(first))?.deletedAt).toBeNull();
  });

  test("is not concluded from an empty list of products", async () => {
    const world = await makeWorld({ products: 2, testsPerProduct: 5 });
    await world.sync();
    world.simulator.faults.add({ match: ({ path }) => path === "/products", fault: { kind: "empty-list" } });
    const result = await world.sync();
    expect(result.status).toBe("failure");
    expect(result.errors.map(({ kind }) => kind)).toEqual(["EmptyProductList"]);
    expect(await world.store.productSyncSummaries()).toHaveLength(2);
  });
});
