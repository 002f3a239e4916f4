import { describe, expect, test } from "vitest";
import { makeWorld } from "./support/world.js";

async function oneProduct(testsPerProduct: number) {
  const world = await makeWorld({ products: 1, testsPerProduct });
  const [product = 0] = world.simulator.truth.productIds();
  /** In the order of the list, newest first. */
  const listed = () => [...world.simulator.truth.testIds(product)];
  /** Calls `change` when a page of the list is asked for the nth time. */
  const whenAsked = (nth: number, change: () => void) => {
    let asked = 0;
    return world.simulator.onRequest(({ path }) => {
      if (!path.endsWith("exploratory_tests")) return;
      asked += 1;
      if (asked === nth) change();
    });
  };
  return { ...world, listed, whenAsked };
}

const oneByOne = (pageSize: number) => ({ settings: { pageSize, concurrency: 1 } });

describe("a bad record", () => {
  test.each([5, 6, 8, 9])(
    "hides no other when a deletion pulls a test past the seam of two smaller pages: request %i",
    async (nth) => {
      const world = await oneProduct(40);
      const bad = world.listed()[3] ?? 0;
      world.simulator.world.poisonTest(bad);
      world.whenAsked(nth, () => world.simulator.world.deleteTest(world.listed()[0] ?? 0));
      expect(await world.sync(oneByOne(12))).toMatchObject({ status: "partial_failure", problemPositions: 1 });
      expect(await world.storedIds()).toEqual(expect.arrayContaining(world.listedIds().filter((id) => id !== bad)));
    },
  );

  test("at the end of a list that is gone on with is linked below the jump, and not read over and over", async () => {
    const world = await oneProduct(36);
    const cancel = new AbortController();
    world.whenAsked(6, () => cancel.abort());
    expect((await world.sync({ ...oneByOne(7), signal: cancel.signal })).status).toBe("cancelled");
    for (const id of world.listed().slice(-2)) world.simulator.world.poisonTest(id);
    const result = await world.sync(oneByOne(7));
    expect(result).toMatchObject({ status: "partial_failure", problemPositions: 2, warnings: [] });
    expect(result.requests).toBeLessThan(80);
  });
});
