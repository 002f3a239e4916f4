import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { badRecords } from "./support/bad-records.js";
import { holdTestLists } from "./support/hold.js";
import { NOW, Workbench } from "./support/workbench.js";

describe("problematic list", () => {
  it("shows a position with its neighbours and what to do", async () => {
    const { bench, productId, above, below, simulator } = await badRecords();
    const { code, stdout, stderr } = await bench.run(["problematic", "list"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const dayOf = (id: number) => new Date(String(simulator.truth.test(id)?.end_at)).toISOString().slice(0, 10);
    expect(stdout).toBe(
      [
        "1 test could not be read: TestIO answers an error for its place in the list.",
        "",
        "Event 1",
        `  Product     ${productId}, ${simulator.truth.product(productId)?.name}`,
        "  Position    13 of its test list",
        `  Between     test ${above} (ends ${dayOf(above)}) and test ${below} (ends ${dayOf(below)})`,
        "  Tried       1 time, last by a sync in mode default",
        "  First seen  2026-06-30 12:00 UTC (just now)",
        "  Last seen   2026-06-30 12:00 UTC (just now)",
        "  Mapped      no tests",
        "",
        "Each sync tries them again and forgets those that answer. To get them sooner:",
        "  tell TestIO support the product, the position and its neighbours; when they name the test,",
        "  testio-mcp problematic map-tests 1 <test id>",
        `  testio-mcp problematic retry ${productId}`,
        "",
      ].join("\n"),
    );
  });

  it("is an object with --json", async () => {
    const { bench, productId, above, below } = await badRecords();
    const { stdout } = await bench.run(["problematic", "list", "--json", `${productId}`]);
    expect(JSON.parse(stdout)).toEqual({
      problem_positions: [
        {
          event_id: 1,
          product_id: productId,
          product_title: expect.any(String),
          position: 13,
          page_size: 1,
          attempts: 1,
          mode: "default",
          first_seen_at: NOW.toISOString(),
          last_seen_at: NOW.toISOString(),
          before: { id: above, end_at: expect.any(String) },
          after: { id: below, end_at: expect.any(String) },
          mapped_tests: [],
        },
      ],
    });
  });

  it("keeps to one product, and knows the others", async () => {
    const bench = new Workbench();
    const { world, truth } = await bench.simulate();
    const [sound = 0, broken = 0] = truth.productIds();
    world.poisonTest(truth.testIds(broken)[0] ?? 0);
    await bench.run(["sync"]);
    expect((await bench.run(["problematic", "list", `${broken}`])).stdout).toContain(
      "Between     the newest end of the list and",
    );
    expect((await bench.run(["problematic", "list", `${sound}`])).stdout).toBe(
      "No problem positions: every test that TestIO lists could be read.\n",
    );
    const unknown = await bench.run(["problematic", "list", "999"]);
    expect(unknown).toMatchObject({
      code: 1,
      stderr: "Error: Product 999 is not stored. testio-mcp status lists those that are.\n",
    });
  });

  it("makes no database", async () => {
    const bench = new Workbench();
    const { code, stdout } = await bench.run(["problematic", "list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^There is no database yet at /);
    expect(JSON.parse((await bench.run(["problematic", "list", "--json"])).stdout)).toEqual({ problem_positions: [] });
    expect(existsSync(dirname(bench.dbPath))).toBe(false);
  });
});

const REFUSED: readonly [argv: string[], exitCode: number, sentence: string][] = [
  [
    ["7", "5"],
    1,
    "There is no event 7; TestIO may answer its place again. There is 1: see testio-mcp problematic list.",
  ],
  [["one", "5"], 2, '"one" is no event id.'],
  [["1", "five"], 2, '"five" is no test id.'],
  [["1", "99999999999"], 2, '"99999999999" is no test id.'],
  [["1", ","], 2, "There is no test id."],
  [["1"], 2, "testio-mcp problematic map-tests needs <event> <id..>."],
];

describe("problematic map-tests", () => {
  it("notes the tests, says what happens next, and the next sync fetches them by id", async () => {
    const { bench, productId, bad } = await badRecords();
    const { code, stdout } = await bench.run(["problematic", "map-tests", "1", `${bad[0]}`]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        `Event 1 of product ${productId} is taken to hold test ${bad[0]}.`,
        "Each sync of the product now asks for them by id. To do that at once:",
        `  testio-mcp problematic retry ${productId}`,
        "",
      ].join("\n"),
    );
    expect((await bench.run(["problematic", "list"])).stdout).toContain(`Mapped      test ${bad[0]} (not stored yet)`);
    expect((await bench.run(["sync"])).code).toBe(0);
    const list = await bench.run(["problematic", "list"]);
    expect(list.stdout).toMatch(/^1 test TestIO cannot list; all of them were read by their ids\.\n/);
    expect(list.stdout).toContain(`Mapped      test ${bad[0]} (stored)`);
    expect(await bench.storedTestIds(productId)).toHaveLength(30);
  });

  it("adds to what is mapped, or replaces it", async () => {
    const { bench, above } = await badRecords();
    const mapped = async (...argv: string[]) => {
      const { code, stdout } = await bench.run(["problematic", "map-tests", "1", "--json", ...argv]);
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };
    expect(await mapped("900001,900002")).toMatchObject({ event_id: 1, mapped_test_ids: [900001, 900002] });
    expect(await mapped("900003", "900001")).toMatchObject({ mapped_test_ids: [900001, 900002, 900003] });
    expect(await mapped(`${above}`, "--replace")).toMatchObject({
      mapped_test_ids: [above],
      already_stored: [{ id: above }],
    });
    const { stdout } = await bench.run(["problematic", "map-tests", "1", `${above}`]);
    expect(stdout).toContain(`Test ${above} is stored already.`);
  });

  it("warns of a test of another product", async () => {
    const bench = new Workbench();
    const { world, truth } = await bench.simulate();
    const [broken = 0, other = 0] = truth.productIds();
    world.poisonTest(truth.testIds(broken)[5] ?? 0);
    await bench.run(["sync"]);
    const [strange = 0] = truth.testIds(other);
    const { stdout } = await bench.run(["problematic", "map-tests", "1", `${strange}`]);
    expect(stdout).toContain(`Test ${strange} is stored as one of product ${other}: check the id.`);
  });

  it("refuses what is no event, or no test", async () => {
    const { bench } = await badRecords();
    for (const [argv, exitCode, sentence] of REFUSED) {
      const { code, stdout, stderr } = await bench.run(["problematic", "map-tests", ...argv]);
      expect(stderr).toContain(sentence);
      expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    }
  });

  it("says that nothing is stored yet", async () => {
    const { code, stderr } = await new Workbench().run(["problematic", "map-tests", "1", "2"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: There is no database yet at .+ Run testio-mcp setup/);
  });
});

describe("problematic clear", () => {
  it("forgets them all with --yes; the next sync finds them again", async () => {
    const { bench } = await badRecords(2);
    const { code, stdout } = await bench.run(["problematic", "clear", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      "2 unreadable positions forgotten. The next sync reads the lists concerned to their ends, and finds them again if they are still there.\n",
    );
    expect((await bench.run(["problematic", "list"])).stdout).toMatch(/^No problem positions/);
    expect((await bench.run(["sync"])).code).toBe(3);
    expect((await bench.run(["problematic", "list"])).stdout).toMatch(/^2 tests could not be read/);
  });

  it("names the sync that finds them again when others do not read to the end", async () => {
    const { bench } = await badRecords();
    const { stdout } = await bench.run(["problematic", "clear", "--yes"], {
      env: { TESTIO_SWEEP_INTERVAL_SECONDS: "0" },
    });
    expect(stdout).toBe(
      "1 unreadable position forgotten. The next sync with --force finds it again if it is still there.\n",
    );
    expect((await bench.run(["sync", "--force"])).code).toBe(3);
  });

  it("asks at a terminal", async () => {
    const { bench } = await badRecords();
    await bench.run(["problematic", "map-tests", "1", "900001"]);
    const refused = await bench.run(["problematic", "clear"], { answer: "no\n" });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("Forget 1 unreadable position, 1 with tests mapped to it? Type yes to go on: ");
    expect(refused.stderr).toContain("Error: Nothing was deleted, since the answer was not yes.");
    const { code, stdout } = await bench.run(["problematic", "clear", "--json"], { answer: "yes\n" });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ deleted: 1 });
  });

  it("needs --yes where nobody can be asked", async () => {
    const { bench } = await badRecords();
    const { code, stdout, stderr } = await bench.run(["problematic", "clear"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Add --yes if it is.");
    expect((await bench.run(["problematic", "list"])).stdout).toContain("Event 1");
  });

  it("has nothing to ask where there is nothing", async () => {
    const bench = new Workbench();
    const { code, stdout } = await bench.run(["problematic", "clear"], { answer: "" });
    expect(code).toBe(0);
    expect(stdout).toBe("There are no unreadable positions to forget.\n");
  });

  it("may be used while a sync runs", async () => {
    const { bench, simulator } = await badRecords();
    const hold = holdTestLists(simulator);
    const sync = bench.run(["sync"]);
    await hold.reached;
    expect((await bench.run(["problematic", "map-tests", "1", "900001"])).code).toBe(0);
    const { code, stdout } = await bench.run(["problematic", "clear", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toContain("The next sync with --force finds it again");
    hold.release();
    expect([0, 3]).toContain((await sync).code);
  });
});
