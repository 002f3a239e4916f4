import type { Simulator } from "@testio/simulator";
import { expect } from "vitest";
import { Workbench } from "./workbench.js";

export interface BadRecords {
  bench: Workbench;
  simulator: Simulator;
  productId: number;
  /** The tests TestIO cannot list, newest first, and the readable ones around the first of them. */
  bad: number[];
  above: number;
  below: number;
}

/** A customer whose first product has bad records, after a sync. */
export async function badRecords(count = 1): Promise<BadRecords> {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: 1 });
  const [productId = 0] = simulator.truth.productIds();
  const ids = simulator.truth.testIds(productId);
  const [above = 0, first = 0, below = 0] = ids.slice(11, 14);
  const bad = [first, ids[22] ?? 0].slice(0, count);
  for (const id of bad) simulator.world.poisonTest(id);
  const { code, stdout } = await bench.run(["sync"]);
  expect(code).toBe(3);
  expect(stdout).toContain(
    `\n${count === 1 ? "1 test" : `${count} tests`} could not be read; see testio-mcp problematic list.\n`,
  );
  expect(stdout).not.toContain("again to fetch the rest");
  return { bench, simulator, productId, bad, above, below };
}
