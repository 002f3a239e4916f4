import { describe, expect, it } from "vitest";
import { UnknownRecordError } from "../src/index.js";
import { ids, start, status, testIds } from "./client.js";

const PRODUCT = 25001;

describe("a product the token must not see", () => {
  it("is listed, and refused in every other way", async () => {
    const simulator = await start({ products: 2, testsPerProduct: 10 });
    const [test = 0] = simulator.truth.testIds(PRODUCT);
    const [other = 0] = simulator.truth.testIds(PRODUCT + 1);
    const paths = [
      `/products/${PRODUCT}`,
      `/products/${PRODUCT}/exploratory_tests?page=1&per_page=5`,
      `/products/${PRODUCT}/features`,
      `/products/${PRODUCT}/test_environments`,
      `/exploratory_tests/${test}`,
      `/bugs?filter_product_ids=${PRODUCT}`,
      `/bugs?filter_test_cycle_ids=${other},${test}`,
    ];
    const codes = () => Promise.all(paths.map((path) => status(simulator, path)));
    simulator.world.forbidProduct(PRODUCT);
    expect(new Set(await codes())).toEqual(new Set([403]));
    expect(await ids(simulator, "/products", "products")).toEqual([PRODUCT, PRODUCT + 1]);
    expect(await status(simulator, `/bugs?filter_test_cycle_ids=${other}`)).toBe(200);
    expect(await status(simulator, `/exploratory_tests/${other}`)).toBe(200);
    simulator.world.allowProduct(PRODUCT);
    expect(await codes()).not.toContain(403);
  });
});

describe("what is withdrawn", () => {
  it("is gone like a deleted test, and comes back to its place", async () => {
    const simulator = await start({ testsPerProduct: 20 });
    const before = simulator.truth.testIds(PRODUCT);
    const id = before[4] ?? 0;
    simulator.world.updateTest(id, { title: "Changed before" });
    simulator.world.withdrawTest(id);
    expect(await status(simulator, `/exploratory_tests/${id}`)).toBe(404);
    expect(await testIds(simulator, PRODUCT, 1, 100)).toEqual(before.filter((other) => other !== id));
    expect(() => simulator.world.updateTest(id, {})).toThrow(UnknownRecordError);
    simulator.world.restoreTest(id);
    expect(simulator.truth.testIds(PRODUCT)).toEqual(before);
    expect(simulator.truth.test(id)).toMatchObject({ title: "Changed before" });
    expect(() => simulator.world.restoreTest(id)).toThrow(UnknownRecordError);
  });

  it("may be a product with all that belongs to it", async () => {
    const simulator = await start({ products: 2, testsPerProduct: 10 });
    const before = simulator.truth.testIds(PRODUCT);
    const [test = 0] = before;
    simulator.world.withdrawProduct(PRODUCT);
    expect(simulator.truth.productIds()).toEqual([PRODUCT + 1]);
    const paths = [`/products/${PRODUCT}`, `/products/${PRODUCT}/exploratory_tests`, `/exploratory_tests/${test}`];
    expect(await Promise.all(paths.map((path) => status(simulator, path)))).toEqual([404, 404, 404]);
    simulator.world.restoreProduct(PRODUCT);
    expect(simulator.truth.productIds()).toEqual([PRODUCT + 1, PRODUCT]);
    expect(await testIds(simulator, PRODUCT, 1, 100)).toEqual(before);
    expect(() => simulator.world.restoreProduct(PRODUCT)).toThrow(UnknownRecordError);
  });
});
