import { describe, expect, it } from "vitest";
import { screenOf } from "./support/screen.js";
import { Workbench } from "./support/workbench.js";

describe("sync", () => {
  it("fetches everything, says what it did, and finds nothing new the next time", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate();
    const first = await bench.run(["sync", "--yes"]);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(
      /^Sync completed after \d+\.\d s and \d+ requests: 2 products, .*60 new tests, 0 tests updated\.\n$/,
    );
    for (const id of truth.productIds()) {
      expect(await bench.storedTestIds(id)).toEqual(truth.testIds(id).sort((a, b) => a - b));
    }
    const second = await bench.run(["sync"]);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain("0 new tests");
  });

  it("prints one object with --json, and nothing else", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code, stdout, stderr } = await bench.run(["sync", "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      mode: "default",
      status: "success",
      event_id: expect.any(Number),
      phases_completed: ["PRODUCTS", "FEATURES", "NEW_TESTS"],
      products_synced: 2,
      features_refreshed: expect.any(Number),
      tests_discovered: 60,
      tests_updated: 0,
      tests_deleted: 0,
      bugs_refreshed: 0,
      problem_positions: 0,
      deleted: null,
      plan: null,
      requests: expect.any(Number),
      duration_seconds: expect.any(Number),
      warnings: [],
      errors: [],
    });
  });

  it("keeps to the products and the time asked for", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate();
    const [wanted = 0, other = 0] = truth.productIds();
    const { code } = await bench.run(["sync", "--product-ids", `${wanted},${wanted}`, "--since", "last quarter"]);
    expect(code).toBe(0);
    const recent = truth
      .testIds(wanted)
      .filter((id) => Date.parse(String(truth.test(id)?.end_at)) >= Date.UTC(2026, 0));
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.length).toBeLessThan(30);
    expect(await bench.storedTestIds(wanted)).toEqual(expect.arrayContaining(recent));
    expect((await bench.storedTestIds(wanted)).length).toBeLessThan(30);
    expect(await bench.storedTestIds(other)).toEqual([]);
  });

  it("takes TESTIO_SYNC_SINCE when --since is not given", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate();
    await bench.run(["sync"], { env: { TESTIO_SYNC_SINCE: "this year" } });
    const [productId = 0] = truth.productIds();
    expect((await bench.storedTestIds(productId)).length).toBeLessThan(30);
  });

  it("reads every page with --force", async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate({ testsPerProduct: 80 });
    await bench.run(["sync"]);
    simulator.resetCounters();
    await bench.run(["sync"]);
    const { requests: byDefault } = { ...simulator.counters };
    simulator.resetCounters();
    const { stdout } = await bench.run(["sync", "--force", "--json"]);
    expect(simulator.counters.requests).toBeGreaterThan(byDefault);
    expect(JSON.parse(stdout)).toMatchObject({ status: "success", tests_discovered: 0 });
  });

  it("warns that nothing is kept when the store is in memory", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code, stderr } = await bench.run(["sync"], { env: { TESTIO_ENABLE_LOCAL_STORE: "false" } });
    expect(code).toBe(0);
    expect(stderr).toContain("Warning: TESTIO_ENABLE_LOCAL_STORE is false");
    expect((await bench.run(["status"])).stdout).toContain("no database yet");
  });

  it("passes on warnings about the settings", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { stderr } = await bench.run(["sync"], { env: { TESTIO_PAGESIZE: "1" } });
    expect(stderr).toContain("Did you mean TESTIO_PAGE_SIZE?");
  });
});

describe("progress of a sync", () => {
  it("is a line per phase and product in a pipe", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { stderr } = await bench.run(["sync"]);
    expect(stderr).toMatch(/^Products …$/m);
    expect(stderr).toMatch(/^Tests of 2 products …$/m);
    expect(stderr).toMatch(/^Tests 2\/2: .+ \(\d+\)$/m);
    expect(stderr).not.toContain("page 1");
    expect(stderr).not.toContain("\u001b");
  });

  it("is a line per phase and product on a terminal that cannot draw", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { stderr } = await bench.run(["sync"], { terminal: true, env: { TERM: "dumb" } });
    expect(stderr).toMatch(/^Tests 2\/2: .+ \(\d+\)$/m);
    expect(stderr).not.toContain("\u001b");
  });

  it("tells about every page with --verbose, also beside JSON and on a terminal", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { stdout, stderr } = await bench.run(["sync", "--verbose", "--json"], { terminal: true });
    expect(stderr).toMatch(/^Tests of product \d+: page 1, 10 tests$/m);
    expect(JSON.parse(stdout)).toMatchObject({ status: "success" });
  });

  it("is a bar on a terminal, of which a line per phase stays", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { stdout, stderr } = await bench.run(["sync"], { terminal: true });
    expect(stderr).toContain("Tests     ████████████████████████  100 %  2/2 products  60 tests");
    const [products, features, tests, ...rest] = screenOf(stderr).split("\n");
    expect(products).toMatch(/^Products {2}2 products, \d+\.\d s$/);
    expect(features).toMatch(/^Features {2}2 products, \d+\.\d s$/);
    expect(tests).toMatch(/^Tests {5}2 products, 60 tests, \d+ pages, \d+\.\d s$/);
    expect(rest).toEqual([""]);
    expect(stdout).toContain("Sync completed");
  });
});
