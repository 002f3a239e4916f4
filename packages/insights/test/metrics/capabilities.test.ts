import { describe, expect, it } from "vitest";
import { getAnalyticsCapabilities, METRIC_DIMENSIONS, METRICS, queryMetrics } from "../../src/index.js";
import { freshStore, NOW } from "../support/store.js";

const { dimensions, metrics, limits } = getAnalyticsCapabilities();

describe("getAnalyticsCapabilities", () => {
  it("lists every dimension and metric with what it means", () => {
    expect(dimensions.map(({ key }) => key)).toEqual([...METRIC_DIMENSIONS]);
    expect(metrics.map(({ key }) => key)).toEqual([...METRICS]);
    for (const { description, example } of dimensions) expect(`${description}${example}`).toMatch(/^[A-Z].+/);
    expect(limits).toEqual({ max_dimensions: 3, max_rows: 1000 });
    expect(dimensions.find(({ key }) => key === "severity")).toMatchObject({ of: "bug", has_id: false });
    expect(dimensions.find(({ key }) => key === "product")).toMatchObject({ of: "test", has_id: true, values: null });
  });

  it("gives no name to two dimensions, and none that is not understood", async () => {
    const names = dimensions.flatMap(({ key, aliases }) => [key, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    const store = await freshStore();
    for (const name of names) {
      const { metadata } = await queryMetrics(
        store,
        { metrics: ["bug_count"], dimensions: [name] },
        { now: () => NOW },
      );
      expect(metadata.dimensions_used).toEqual([
        dimensions.find(({ key, aliases }) => [key, ...aliases].includes(name))?.key,
      ]);
    }
  });
});
