import { describe, expect, it } from "vitest";
import { badRecords } from "./support/bad-records.js";
import { holdTestLists } from "./support/hold.js";
import { Workbench } from "./support/workbench.js";

describe("problematic retry", () => {
  it("has exit code 0 when every place answers again", async () => {
    const { bench, simulator, productId, bad } = await badRecords();
    simulator.world.healTest(bad[0] ?? 0);
    const { code, stdout, stderr } = await bench.run(["problematic", "retry", `${productId}`]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `Event 1, position 13: answers again.\nEvery test TestIO lists of product ${productId}, ${simulator.truth.product(productId)?.name} could be read: 1 new test.\n`,
    );
    expect(stderr).toMatch(/^Tests of 1 product …$/m);
    expect(await bench.storedTestIds(productId)).toHaveLength(30);
    expect((await bench.run(["status"])).stdout).not.toContain("Unreadable");
  });

  it("has exit code 3 when some are left, and tells what became of each", async () => {
    const { bench, simulator, productId, bad } = await badRecords(2);
    simulator.world.healTest(bad[0] ?? 0);
    const { code, stdout, stderr } = await bench.run(["problematic", "retry", `${productId}`]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^Event 1, position 13: answers again\.$/m);
    expect(stdout).toMatch(/^Event 2, position 23: still an error \(tried 2 times\)\.$/m);
    expect(stdout).toMatch(
      /^1 test of product .+ still cannot be read; 1 new test\. See testio-mcp problematic list \d+\.$/m,
    );
    expect(stderr).not.toContain("Error");
  });

  it("fetches mapped tests by id, which also has exit code 0", async () => {
    const { bench, productId, bad } = await badRecords();
    await bench.run(["problematic", "map-tests", "1", `${bad[0]}`]);
    const { code, stdout } = await bench.run(["problematic", "retry", `${productId}`, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      product_id: productId,
      sync: { status: "success", mode: "incremental", tests_discovered: 1 },
      positions: [{ event_id: 1, outcome: "read_by_id", mapped_tests: [{ id: bad[0], stored: true }] }],
      left: 0,
    });
    expect(await bench.storedTestIds(productId)).toHaveLength(30);
  });

  it("tells when a mapped test cannot be fetched either", async () => {
    const { bench, productId } = await badRecords();
    await bench.run(["problematic", "map-tests", "1", "900001"]);
    const { code, stdout } = await bench.run(["problematic", "retry", `${productId}`]);
    expect(code).toBe(3);
    expect(stdout).toContain("still an error (tried 2 times), and test 900001 could not be read by id.");
  });

  it("does nothing where there is nothing to retry", async () => {
    const { bench, productId, simulator } = await badRecords();
    await bench.run(["problematic", "clear", "--yes"]);
    simulator.resetCounters();
    const { code, stdout } = await bench.run(["problematic", "retry", `${productId}`]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing to retry: there is no unreadable position of product /);
    expect(simulator.counters.requests).toBe(0);
  });

  it("waits for another sync, and can be interrupted meanwhile", async () => {
    const { bench, simulator, productId } = await badRecords();
    const hold = holdTestLists(simulator);
    const first = bench.run(["sync"]);
    await hold.reached;
    const interruption = new AbortController();
    const second = bench.run(["problematic", "retry", `${productId}`], {
      signal: interruption.signal,
      onStderr: (text) => text.includes("Waiting for another sync") && interruption.abort(),
    });
    const { code, stdout } = await second;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "The retry did not start. Nothing was changed.\n" });
    hold.release();
    expect((await first).code).toBe(3);
  });

  it("has exit code 5 when the token is refused, and 2 outside TESTIO_PRODUCT_IDS or without a token", async () => {
    const { bench, productId } = await badRecords();
    const argv = ["problematic", "retry", `${productId}`];
    const outside = await bench.run(argv, { env: { TESTIO_PRODUCT_IDS: "5" } });
    expect(outside).toMatchObject({ code: 2, stdout: "" });
    expect(outside.stderr).toContain(`Product ${productId} is outside TESTIO_PRODUCT_IDS (5).`);
    expect((await bench.run(argv, { env: { TESTIO_CUSTOMER_API_TOKEN: "" } })).code).toBe(2);
    bench.setToken("t0ken-of-nobody-1234567890");
    const refused = await bench.run(argv);
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain("Error: TestIO refused the token (401).");
  });

  it("knows the products", async () => {
    const { bench } = await badRecords();
    const unknown = await bench.run(["problematic", "retry", "999"]);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("Product 999 is not stored.") });
    const nothing = await new Workbench().run(["problematic", "retry", "999"]);
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no database yet") });
  });
});
