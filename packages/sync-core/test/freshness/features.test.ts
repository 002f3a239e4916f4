import { describe, expect, test } from "vitest";
import { rowsOf } from "../bugs/support.js";
import type { World } from "../support/world.js";
import { makeFreshWorld, NOTHING } from "./support.js";

function storedFeatureIds(world: World, productId: number): number[] {
  const rows = rowsOf(
    world,
    "SELECT id FROM features WHERE product_id = ? AND deleted_at IS NULL ORDER BY id",
    productId,
  );
  return rows.map(({ id }) => Number(id));
}

function listedFeatureIds(world: World, productId: number): number[] {
  return world.simulator.truth.featureIds(productId).sort((a, b) => a - b);
}

const succeededAt = async (world: World, productId: number) =>
  (await world.store.getSyncState(productId, "FEATURES"))?.succeededAt;

/** Products with sections, and without. */
async function byKind(world: World) {
  const ids = world.simulator.truth.productIds();
  const sections = await Promise.all(ids.map((id) => world.client.getProduct(id)));
  return {
    plain: sections.find(({ usesSections }) => !usesSections)?.id ?? 0,
    sectioned: sections.find(({ usesSections }) => usesSections)?.id ?? 0,
  };
}

describe("features", () => {
  test("are fetched when they are older than their time to live, by section where there are sections", async () => {
    const { world, clock, freshness, asked } = await makeFreshWorld({ products: 6, testsPerProduct: 1 });
    const { plain, sectioned } = await byKind(world);
    asked.length = 0;
    clock.advance(3599);
    expect(await freshness.features([plain, sectioned])).toEqual({ ...NOTHING, fresh: [plain, sectioned] });
    expect(asked).toEqual([]);
    const [gone = 0] = world.simulator.truth.featureIds(plain);
    world.simulator.world.deleteFeature(gone);
    clock.advance(1);
    expect(await freshness.features([plain, sectioned])).toEqual({ ...NOTHING, fetched: [plain, sectioned] });
    const sections = (await world.client.getProduct(sectioned)).sections;
    expect(asked.slice(0, 1 + sections.length).sort()).toEqual(
      [
        `/products/${plain}/features`,
        ...sections.map(({ id }) => `/products/${sectioned}/sections/${id}/features`),
      ].sort(),
    );
    expect(storedFeatureIds(world, plain)).toEqual(listedFeatureIds(world, plain));
    expect(storedFeatureIds(world, sectioned)).toEqual(listedFeatureIds(world, sectioned));
    expect(await succeededAt(world, plain)).toEqual(clock.now());
  });

  test("of a product that has got sections meanwhile are asked for by section", async () => {
    const { world, clock, freshness } = await makeFreshWorld({ products: 6, testsPerProduct: 1 });
    const { plain } = await byKind(world);
    world.simulator.world.updateProduct(plain, {
      sections: [
        { id: 91, name: "Shop" },
        { id: 92, name: "App" },
      ],
    });
    clock.advance(3600);
    expect(await freshness.features([plain])).toEqual({ ...NOTHING, fetched: [plain] });
    expect((await world.store.listSections(plain)).map(({ id }) => id).sort()).toEqual([91, 92]);
    expect(storedFeatureIds(world, plain)).toEqual(listedFeatureIds(world, plain));
  });

  test("of a product that has lost its sections meanwhile are asked for as a whole", async () => {
    const { world, clock, freshness } = await makeFreshWorld({ products: 6, testsPerProduct: 1 });
    const { sectioned } = await byKind(world);
    world.simulator.world.updateProduct(sectioned, { sections: [], sections_with_default: [] });
    clock.advance(3600);
    expect(await freshness.features([sectioned])).toEqual({ ...NOTHING, fetched: [sectioned] });
    expect(await world.store.listSections(sectioned)).toEqual([]);
    expect(storedFeatureIds(world, sectioned)).toEqual(listedFeatureIds(world, sectioned));
  });

  test("of a product nobody has stored come with the product; one that does not exist is missing", async () => {
    const { world, freshness } = await makeFreshWorld();
    const added = world.simulator.world.addProduct({ name: "Brand new" });
    expect(await freshness.features([added, 999_999])).toEqual({ ...NOTHING, fetched: [added], missing: [999_999] });
    expect(await world.store.getProduct(added)).toMatchObject({ title: "Brand new" });
    expect(storedFeatureIds(world, added)).toEqual(listedFeatureIds(world, added));
  });

  test("are fetched at any age when forced, but not of products outside TESTIO_PRODUCT_IDS", async () => {
    const { world, another, productId, asked } = await makeFreshWorld();
    const [, other = 0] = world.simulator.truth.productIds();
    const added = world.simulator.world.addProduct();
    const freshness = another({ settings: { allowedProductIds: [productId] } });
    const report = await freshness.features([productId, other, added], { force: true });
    expect(report).toMatchObject({ fetched: [productId], fresh: [other], stale: [{ id: added, syncedAt: null }] });
    expect(asked.filter((path) => !path.includes(String(productId)))).toEqual([]);
  });
});

describe("features that cannot be fetched", () => {
  test.each([403, 500, 503] as const)("(%i) are stale, and stay as they are", async (status) => {
    const { world, clock, freshness, productId } = await makeFreshWorld();
    const [, other = 0] = world.simulator.truth.productIds();
    const before = {
      ids: storedFeatureIds(world, productId),
      state: await world.store.getSyncState(productId, "FEATURES"),
    };
    world.simulator.faults.add({
      match: ({ path }) => path.startsWith(`/products/${productId}`),
      fault: { kind: "status", status },
    });
    clock.advance(3600);
    const report = await freshness.features([productId, other]);
    expect(report).toMatchObject({ fetched: [other], stale: [{ id: productId, ageSeconds: 3600 }] });
    expect(storedFeatureIds(world, productId)).toEqual(before.ids);
    expect(await world.store.getSyncState(productId, "FEATURES")).toEqual(before.state);
  });

  test("for one section are asked for in no other section any more", async () => {
    const { world, clock, freshness, productId, asked } = await makeFreshWorld();
    const sections = Array.from({ length: 40 }, (_, index) => ({ id: 100 + index, name: `Section ${index}` }));
    world.simulator.world.updateProduct(productId, { sections });
    await world.sync({ phases: ["PRODUCTS"] });
    world.simulator.faults.add({
      match: ({ path }) => path.includes("/sections/100/"),
      fault: { kind: "status", status: 403 },
    });
    clock.advance(3600);
    asked.length = 0;
    expect((await freshness.features([productId])).stale).toMatchObject([{ id: productId }]);
    // Whatever is still to be sent would be sent before this.
    await world.client.getProduct(productId);
    expect(asked.filter((path) => path.includes("/sections/")).length).toBeLessThan(sections.length);
  });

  test("since their product is gone are stale", async () => {
    const { world, clock, freshness, productId } = await makeFreshWorld();
    world.simulator.world.deleteProduct(productId);
    clock.advance(3600);
    expect((await freshness.features([productId])).stale).toMatchObject([
      { id: productId, reason: expect.stringContaining("(404)") },
    ]);
  });
});

test("features without a usable id are told to the log; the others are stored", async () => {
  const { world, clock, another, productId } = await makeFreshWorld();
  const messages: string[] = [];
  const value = { features: [{ id: 1, title: "Cart" }, { title: "No id" }] };
  world.simulator.faults.add({ match: ({ path }) => path.endsWith("/features"), fault: { kind: "non-object", value } });
  clock.advance(3600);
  await another({ log: ({ message }) => messages.push(message) }).features([productId]);
  expect(storedFeatureIds(world, productId)).toEqual([1]);
  expect(messages).toEqual([expect.stringMatching(/1 feature\(s\) of product \d+ have no usable id/)]);
});

test("their stamp is the one of the sync, both ways", async () => {
  const { world, clock, freshness, productId, asked } = await makeFreshWorld();
  const { now } = clock;
  clock.advance(3600);
  await freshness.features(world.simulator.truth.productIds());
  asked.length = 0;
  await world.sync({ phases: ["FEATURES"], now });
  expect(asked).toEqual([]);
  clock.advance(3600);
  await world.sync({ phases: ["FEATURES"], now });
  expect(await freshness.features([productId])).toEqual({ ...NOTHING, fresh: [productId] });
});
