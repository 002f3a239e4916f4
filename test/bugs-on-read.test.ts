import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiClient } from "@testio/api-client";
import { getBugSummary, getProductQualityReport, getTestStatus, listBugs, refreshBugScope } from "@testio/insights";
import { startSimulator } from "@testio/simulator";
import { openStore } from "@testio/store";
import { createFreshness, executeSync } from "@testio/sync-core";
import { describe, expect, it, onTestFinished } from "vitest";

/** A database that a default sync filled, which fetches no bugs, and refresh on read over it. */
async function makeWorld() {
  const directory = await mkdtemp(join(tmpdir(), "bugs-on-read-"));
  const simulator = await startSimulator({ products: 2, testsPerProduct: 20, bugsPerTest: 6, seed: 3 });
  const connection = { baseUrl: simulator.url, token: simulator.token, retryBaseDelayMs: 1, retryLimit: 1 };
  const client = createApiClient(connection);
  const store = await openStore({ path: join(directory, "cache.db"), customerId: 1 });
  onTestFinished(async () => {
    await store.close();
    await client.close();
    await simulator.close();
    await rm(directory, { recursive: true });
  });
  const { status } = await executeSync({ client, store, settings: { pageSize: 10 } });
  expect(status).toBe("success");
  const [productId = 0] = simulator.truth.productIds();
  /** The bugs of the product as TestIO has them, read beside everything under test. */
  const truth = () =>
    simulator.truth.testIds(productId).flatMap((testId) =>
      simulator.truth.bugIds(testId).map((id) => {
        const bug = simulator.truth.bug(id) ?? {};
        const status = bug.status === "accepted" && bug.auto_accepted === true ? "auto_accepted" : String(bug.status);
        return { id, testId, status, severity: String(bug.severity), known: bug.known === true };
      }),
    );
  return { simulator, store, productId, truth, freshness: createFreshness({ client, store }) };
}

const ids = (bugs: readonly { id: number }[]) => bugs.map(({ id }) => id).sort((a, b) => a - b);

describe("bugs that were never fetched", () => {
  it("are fetched by the question, which then answers what TestIO has", async () => {
    const { store, productId, truth, freshness } = await makeWorld();
    const query = { product_ids: [productId], per_page: 200 };
    const unknown = await listBugs(store, query);
    expect(unknown).toMatchObject({ bugs: [], coverage: { complete: false, never_fetched: 20 } });

    const answer = await listBugs(store, query, { freshness });
    expect(ids(answer.bugs)).toEqual(ids(truth()));
    expect(answer.coverage).toMatchObject({ complete: true, never_fetched: 0, stale: 0, failed: 0, notes: [] });
    for (const status of ["forwarded", "accepted", "auto_accepted", "rejected"]) {
      const { bugs } = await listBugs(store, { ...query, status });
      expect(ids(bugs), status).toEqual(ids(truth().filter((bug) => bug.status === status)));
    }
    const critical = await listBugs(store, { ...query, severity: ["critical", "high"], known: false });
    const expected = truth().filter(({ severity, known }) => ["critical", "high"].includes(severity) && !known);
    expect(ids(critical.bugs)).toEqual(ids(expected));
  });

  it("are fetched by a report, which calls none of them out of date", async () => {
    const { store, productId, truth, freshness } = await makeWorld();
    const statuses = ["initialized", "waiting", "running", "customer_finalized", "locked", "archived", "cancelled"];
    const query = { product_ids: [productId], statuses };
    const { summary, coverage } = await getProductQualityReport(store, query, { freshness });
    expect(summary.bugs?.total).toBe(truth().length);
    expect(coverage).toMatchObject({ complete: true, never_fetched: 0, stale: 0, failed: 0, notes: [] });
  });

  it("are fetched for one test, and for one bug again once they are old", async () => {
    const { simulator, store, truth, freshness } = await makeWorld();
    const testId = truth()[0]?.testId ?? 0;
    const inTest = truth().filter((bug) => bug.testId === testId);
    const { bugs } = await getTestStatus(store, testId, { freshness });
    expect(bugs).toMatchObject({
      total: inTest.length,
      open: inTest.filter(({ status }) => status === "forwarded").length,
      rates: { rejection_rate: { numerator: inTest.filter(({ status }) => status === "rejected").length } },
    });

    const [first, second] = inTest.map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error("The test needs two bugs.");
    simulator.world.updateTest(testId, { status: "running" });
    simulator.world.updateBug(first, { title: "Another title" });
    simulator.world.deleteBug(second);
    await freshness.tests([testId], { force: true });
    await freshness.bugs([testId], { force: true });
    expect(await getBugSummary(store, first, { freshness })).toMatchObject({ bug: { title: "Another title" } });
    expect((await getBugSummary(store, second)).bug.deleted_at).not.toBeNull();
    expect(ids((await listBugs(store, { test_ids: [testId] })).bugs)).toEqual(
      ids(inTest).filter((id) => id !== second),
    );
  });

  it("are said to be unknown, with the reason, while TestIO is away, and are there once it is back", async () => {
    const { simulator, store, productId, truth, freshness } = await makeWorld();
    simulator.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "status", status: 503 } });
    const away = await refreshBugScope(store, { productIds: [productId] }, { freshness });
    expect(away.coverage).toMatchObject({ complete: false, never_fetched: 20, failed: 20 });
    expect(away.coverage.notes.join(" ")).toMatch(/bugs never fetched for 20 tests.*could not be fetched now/);
    simulator.faults.clear();
    const { bugs } = await listBugs(store, { product_ids: [productId], per_page: 200 }, { freshness });
    expect(bugs).toHaveLength(truth().length);
  });

  it("are fetched as far as the time allows", async () => {
    const { simulator, store, productId, freshness } = await makeWorld();
    simulator.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "hang" } });
    const { coverage } = await refreshBugScope(store, { productIds: [productId] }, { freshness, waitMs: 100 });
    expect(coverage).toMatchObject({ complete: false, never_fetched: 20 });
    expect(coverage.notes.at(-1)).toMatch(/ended after 0.1 seconds, with the bugs of 20 tests left/);
  });

  it("are named as those of a test that TestIO does not know", async () => {
    const { store, freshness } = await makeWorld();
    const { bugs, coverage } = await listBugs(store, { test_ids: [987_654_321] }, { freshness });
    expect(bugs).toEqual([]);
    expect(coverage).toMatchObject({ complete: false, never_fetched: 0 });
    expect(coverage.notes).toEqual([expect.stringContaining("no such test")]);
  });
});
