import { describe, expect, it } from "vitest";
import { ids, start, status } from "./client.js";

const PRODUCT = 25001;
const LIST = `/products/${PRODUCT}/exploratory_tests?page=1&per_page=100`;

describe("a bad test", () => {
  it("can fail even when it is asked for alone", async () => {
    const simulator = await start({ testsPerProduct: 10 });
    const [id = 0, other = 0] = simulator.truth.testIds(PRODUCT);
    simulator.world.poisonTest(id, { alone: true });
    expect(await status(simulator, LIST)).toBe(500);
    expect(await status(simulator, `/exploratory_tests/${id}`)).toBe(500);
    expect(await status(simulator, `/exploratory_tests/${other}`)).toBe(200);
    simulator.world.poisonTest(id);
    expect(await status(simulator, `/exploratory_tests/${id}`)).toBe(200);
    simulator.world.healTest(id);
    expect(await status(simulator, LIST)).toBe(200);
  });
});

describe("a bad bug", () => {
  it("spoils every list that holds it, and answers alone", async () => {
    const simulator = await start({ products: 2, testsPerProduct: 10 });
    const [test = 0, neighbour = 0] = simulator.truth
      .testIds(PRODUCT)
      .filter((id) => simulator.truth.bugIds(id).length > 1);
    const [bug = 0] = simulator.truth.bugIds(test);
    simulator.world.poisonBug(bug);
    const codes = async () =>
      Promise.all(
        [
          `/bugs?filter_test_cycle_ids=${neighbour},${test}`,
          `/bugs?filter_product_ids=${PRODUCT}`,
          "/bugs",
          `/bugs?filter_test_cycle_ids=${neighbour}`,
          `/bugs?filter_product_ids=${PRODUCT + 1}`,
          `/bugs/${bug}`,
        ].map((path) => status(simulator, path)),
      );
    expect(await codes()).toEqual([500, 500, 500, 200, 200, 200]);
    simulator.world.healBug(bug);
    expect(await codes()).toEqual([200, 200, 200, 200, 200, 200]);
    simulator.world.poisonBug(bug);
    simulator.world.deleteBug(bug);
    expect(await ids(simulator, `/bugs?filter_test_cycle_ids=${test}`, "bugs")).not.toContain(bug);
  });
});
