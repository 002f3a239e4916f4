import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Fault, startSimulator } from "@testio/simulator";
import { describe, expect, it } from "vitest";
import { holdTestLists } from "./support/hold.js";
import { Workbench } from "./support/workbench.js";

const TOKEN = "t0ken-of-nobody-1234567890";

describe("a sync that cannot begin", () => {
  const wrong: [argv: string[], env: Record<string, string>, sentence: string][] = [
    [["--product-ids", "598", "abc"], {}, "No product is stored yet, so they have no names here."],
    [["--product-ids", "0"], {}, '"0" is no product id.'],
    [["--product-ids", ","], {}, "There is no product id. Write it as in --product-ids 598,1024."],
    [["--product-ids", "7,598"], { TESTIO_PRODUCT_IDS: "598" }, "Product 7 is outside TESTIO_PRODUCT_IDS (598)."],
    [["--since", "whenever"], {}, '"whenever" is not a date that can be understood.'],
    [["--since", "2199-01-01"], {}, '"2199-01-01" is in the future.'],
    [["--since", "03/04/2026"], {}, "can be read in two ways"],
    [[], { TESTIO_SYNC_SINCE: "2026-02-30" }, 'TESTIO_SYNC_SINCE (set in the environment): "2026-02-30" is not a date'],
    [[], { TESTIO_PAGE_SIZE: "many" }, "TESTIO_PAGE_SIZE must be a whole number"],
    [[], { TESTIO_CUSTOMER_API_TOKEN: `Token ${TOKEN}` }, "TESTIO_CUSTOMER_API_TOKEN must be the token alone"],
    [[], { TESTIO_CUSTOMER_API_TOKEN: "" }, "No TestIO API token is set."],
    [["--env-file", "missing.env"], {}, "missing.env given with --env-file does not exist."],
  ];

  it.each(wrong)("%j with %j: exit code 2, a sentence, no database", async (argv, env, sentence) => {
    const bench = new Workbench();
    bench.setToken(TOKEN);
    const { code, stdout, stderr } = await bench.run(["sync", ...argv], { env });
    expect(stderr).toContain(`Error: `);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
    expect(stdout).toBe("The sync did not start. Nothing was changed.\n");
    expect(existsSync(dirname(bench.dbPath))).toBe(false);
  });

  it("has every field with --json", async () => {
    const { code, stdout } = await new Workbench().run(["sync", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "failure",
      products_synced: 0,
      duration_seconds: 0,
      warnings: [],
      errors: [{ phase: null, product_id: null, kind: "MissingTokenError", message: expect.any(String) }],
    });
  });

  it("says so when the database path is a directory", async () => {
    const bench = new Workbench();
    bench.setToken(TOKEN);
    for (const command of ["sync", "status"]) {
      const { code, stderr } = await bench.run([command], { env: { TESTIO_DB_PATH: bench.cwd } });
      expect(code).toBe(2);
      expect(stderr).toContain(`TESTIO_DB_PATH must be a file, but ${bench.cwd} is a directory.`);
    }
  });

  it("leaves a file alone that is no database", async () => {
    const bench = new Workbench();
    bench.setToken(TOKEN);
    mkdirSync(dirname(bench.dbPath));
    writeFileSync(bench.dbPath, "not a database");
    for (const command of ["sync", "status"]) {
      const { code, stderr } = await bench.run([command]);
      expect(code).toBe(1);
      expect(stderr).toContain(`Error: The database ${bench.dbPath}`);
    }
    expect(readFileSync(bench.dbPath, "utf8")).toBe("not a database");
  });
});

describe("a sync that fails", () => {
  it("has exit code 5 when the token is refused", async () => {
    const bench = new Workbench();
    await bench.simulate();
    bench.setToken(TOKEN);
    const { code, stdout, stderr } = await bench.run(["sync", "--json"]);
    expect(code).toBe(5);
    expect(stderr).toContain("Error: TestIO refused the token (401).");
    expect(JSON.parse(stdout)).toMatchObject({ status: "failure", errors: [{ kind: "ApiAuthenticationError" }] });
  });

  it("has exit code 1 when the host cannot be reached", async () => {
    const bench = new Workbench();
    const { url, close } = await startSimulator({ products: 0 });
    await close();
    bench.setToken(TOKEN);
    bench.env.TESTIO_CUSTOMER_API_BASE_URL = url;
    const { code, stdout, stderr } = await bench.run(["sync"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Sync failed after /);
    expect(stderr).toMatch(/Error: .*could not be reached.*refuses connections/);
  });

  it("has exit code 1 when a web page answers, and shows nothing of it", async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate();
    simulator.faults.add({ match: () => true, fault: { kind: "html" } });
    const { code, stdout, stderr } = await bench.run(["sync"]);
    expect(code).toBe(1);
    expect(stderr).toContain("the answer is a web page, not JSON");
    expect(stdout + stderr).not.toContain("<");
  });

  it("keeps what was stored", async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate();
    await bench.run(["sync"]);
    const [productId = 0] = simulator.truth.productIds();
    const before = await bench.storedTestIds(productId);
    simulator.faults.add({ match: () => true, fault: { kind: "html" } });
    await bench.run(["sync", "--force"]);
    expect(await bench.storedTestIds(productId)).toEqual(before);
  });

  it("has exit code 3 when one product fails, and stores the others", async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate();
    const [broken = 0, sound = 0] = simulator.truth.productIds();
    const fault: Fault = { kind: "status", status: 403 };
    simulator.faults.add({ match: ({ path }) => path.startsWith(`/products/${broken}/`), fault });
    const { code, stdout, stderr } = await bench.run(["sync"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^Sync completed in part after .*\nWhat was fetched is stored\./);
    expect(stderr).toMatch(new RegExp(`^Error: .*${broken}`, "m"));
    expect(await bench.storedTestIds(sound)).toHaveLength(30);
  });

  it("reports a product the API does not list", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code, stdout } = await bench.run(["sync", "--json", "--product-ids", "999999"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: "failure", errors: [{ product_id: 999999 }] });
  });
});

describe("an interrupted sync", () => {
  it("ends with exit code 130 and leaves the event `cancelled`", async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate();
    const hold = holdTestLists(simulator);
    const interruption = new AbortController();
    const running = bench.run(["sync"], { signal: interruption.signal });
    await hold.reached;
    interruption.abort();
    const { code, stdout } = await running;
    hold.release();
    expect(code).toBe(130);
    expect(stdout).toMatch(
      /^Sync interrupted after .*\nWhat was fetched is stored\. The next sync goes on from there\.\n$/,
    );
    const [event] = await bench.withStore((store) => store.listSyncEvents(1));
    expect(event?.status).toBe("cancelled");
    const { stdout: status } = await bench.run(["status"]);
    expect(status).toMatch(/^Last run\s+cancelled \(cli\), started /m);
  });

  it("can be interrupted while it waits for another one", async () => {
    const bench = new Workbench();
    const hold = holdTestLists(await bench.simulate());
    const first = bench.run(["sync"]);
    await hold.reached;
    const interruption = new AbortController();
    const second = bench.run(["sync"], { signal: interruption.signal });
    interruption.abort();
    expect((await second).code).toBe(130);
    hold.release();
    expect((await first).code).toBe(0);
  });
});
