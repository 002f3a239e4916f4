import { describe, expect, it } from "vitest";
import { getProductQualityReport, reportMarkdown } from "../../src/index.js";
import { reckon } from "./reckoning.js";
import { DEFAULT_NOW, makeWorld } from "./world.js";

const now = () => DEFAULT_NOW;

async function unfetchedWorld() {
  const world = await makeWorld({ products: 2, testsPerProduct: 12, bugsPerTest: 4 });
  await world.sync({ bugs: false });
  return { ...world, productIds: world.simulator.truth.productIds() };
}

describe("what a report says about the data it is made of", () => {
  it("first fetches bugs that were never fetched, those of the period before as well, in three steps", async () => {
    const { simulator, store, freshness, productIds } = await unfetchedWorld();
    const query = { product_ids: productIds, start_date: "2026-06" };
    const steps: { message: string; fraction: number }[] = [];
    const onProgress = (step: { message: string; fraction: number }) => steps.push(step);
    const report = await getProductQualityReport(store, query, { now, freshness, onProgress });

    const current = reckon(simulator, { productIds, first: "2026-06-01", last: "2026-06-30" });
    const before = reckon(simulator, { productIds, first: "2026-05-01", last: "2026-05-31" });
    expect(report.summary.bugs?.total).toBe(current.bugs.length);
    expect(report.previous_period?.summary.bugs?.total).toBe(before.bugs.length);
    expect(report.coverage).toMatchObject({ complete: true, never_fetched: 0, failed: 0 });
    expect([...new Set(steps.map(({ message }) => message.slice(0, 11)))]).toEqual([
      "Step 1 of 3",
      "Step 2 of 3",
      "Step 3 of 3",
    ]);
    expect(steps.map(({ fraction }) => fraction)).toEqual(
      steps.map(({ fraction }) => fraction).toSorted((a, b) => a - b),
    );
  });

  it("knows no number of bugs, rather than 0, while none were fetched", async () => {
    const { store, productIds } = await unfetchedWorld();
    const freshness = { unavailable: "There is no token." };
    const report = await getProductQualityReport(store, { product_ids: productIds }, { now, freshness });
    const tests = report.summary.tests.total ?? 0;
    expect(tests).toBeGreaterThan(0);
    expect(report.summary).toMatchObject({ bugs: null, avg_bugs_per_test: { value: null, denominator: 0 } });
    expect(report.rates.rejection_rate).toMatchObject({ value: null, health: "unknown", sample: "insufficient" });
    expect(report.headline).toMatchObject({ health: "unknown" });
    expect(report.headline.text).toContain("never fetched");
    expect(report.confidence.level).toBe("insufficient");
    expect(report.coverage).toMatchObject({ complete: false, never_fetched: tests });
    expect(report.coverage.notes.join(" ")).toContain("There is no token.");
    expect(report.over_time.rows[0]).toMatchObject({ bugs: null, by_status: null, by_severity: null });
    expect(report.tests.rows.every(({ bugs }) => bugs === null)).toBe(true);
    expect(report.by_product.rows.every(({ bugs, health }) => bugs === null && health === "unknown")).toBe(true);
    expect(report.next_steps[0]).toMatchObject({ pattern: "bugs_never_fetched", priority: "high" });
    expect(reportMarkdown(report)).toContain("Nothing is known about the bugs of these tests.");
  });

  it("says which bugs are missing where TestIO fails for some, and trusts its figures less", async () => {
    const { simulator, store, freshness, productIds } = await unfetchedWorld();
    const [failing = 0] = reckon(simulator, { productIds }).tests.map(({ id }) => id);
    const rest = simulator.truth.testIds().filter((id) => id !== failing);
    await freshness.bugs(rest);
    simulator.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "status", status: 503 } });
    const report = await getProductQualityReport(store, { product_ids: productIds }, { now, freshness });
    const { bugs } = reckon(simulator, { productIds });
    expect(report.summary.tests.without_bug_data).toBe(1);
    expect(report.summary.bugs?.total).toBe(bugs.filter(({ test }) => test.id !== failing).length);
    expect(report.summary.avg_bugs_per_test.denominator).toBe((report.summary.tests.total ?? 0) - 1);
    expect(report.coverage).toMatchObject({ complete: false, never_fetched: 1, failed: 1 });
    expect(report.confidence).toMatchObject({ level: "medium" });
  });

  it("ends when it is cancelled", async () => {
    const { store, productIds } = await unfetchedWorld();
    const reason = new Error("enough");
    const report = getProductQualityReport(
      store,
      { product_ids: productIds },
      { now, signal: AbortSignal.abort(reason) },
    );
    await expect(report).rejects.toBe(reason);
  });

  it("ends between two counts when it is cancelled meanwhile", async () => {
    const { store, productIds } = await unfetchedWorld();
    const cancel = new AbortController();
    const report = getProductQualityReport(
      store,
      { product_ids: productIds },
      {
        now,
        signal: cancel.signal,
        onProgress: ({ message }) => {
          if (message.startsWith("Step 2")) cancel.abort();
        },
      },
    );
    await expect(report).rejects.toMatchObject({ name: "AbortError" });
  });
});
