import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { NOW, Workbench } from "./support/workbench.js";

const LATER = new Date(NOW.getTime() + 3_600_000);

async function synced(): Promise<{ bench: Workbench; simulator: Awaited<ReturnType<Workbench["simulate"]>> }> {
  const bench = new Workbench();
  const simulator = await bench.simulate();
  expect((await bench.run(["sync"])).code).toBe(0);
  return { bench, simulator };
}

describe("flags that contradict each other", () => {
  const pairs = [
    ["--incremental-only", "--refresh"],
    ["--incremental-only", "--force"],
    ["--incremental-only", "--nuke"],
    ["--refresh", "--force"],
    ["--refresh", "--nuke"],
    ["--force", "--nuke"],
    ["--incremental-only", "--bugs"],
    ["--refresh", "--no-bugs"],
  ];

  it.each(pairs)(
    "%s with %s: exit code 2, a sentence that names both, nothing done",
    async (first = "", second = "") => {
      const bench = new Workbench();
      bench.setToken("t0ken-of-nobody-1234567890");
      for (const argv of [
        ["sync", first, second, "--yes"],
        ["sync", second, first, "--dry-run"],
      ]) {
        const { code, stderr } = await bench.run(argv);
        expect(code).toBe(2);
        expect(stderr).toContain(`Error: ${first} and ${second} contradict each other: ${first} `);
        expect(stderr).toContain("Choose one of them.");
      }
      expect(existsSync(dirname(bench.dbPath))).toBe(false);
    },
  );

  it("--bugs with --no-bugs too", async () => {
    const { code, stderr } = await new Workbench().run(["sync", "--no-bugs", "--bugs"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--bugs and --no-bugs contradict each other.");
  });
});

describe("sync in its modes", () => {
  it("runs the phases of each mode", async () => {
    const { bench } = await synced();
    const base = ["PRODUCTS", "FEATURES", "NEW_TESTS"];
    for (const [flag, mode, phases] of [
      ["--incremental-only", "incremental", ["NEW_TESTS"]],
      ["--refresh", "refresh", [...base, "BUGS"]],
      ["--force", "force", base],
      ["--bugs", "default", [...base, "BUGS"]],
    ] as const) {
      const { code, stdout } = await bench.run(["sync", "--json", flag], { now: LATER });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ mode, status: "success", phases_completed: phases });
    }
  });

  it("says how many bugs came in", async () => {
    const { bench, simulator } = await synced();
    const bugs = simulator.truth.testIds().flatMap((id) => simulator.truth.bugIds(id)).length;
    const { stdout } = await bench.run(["sync", "--bugs"]);
    expect(stdout).toMatch(new RegExp(`, ${bugs} bugs\\.\n$`));
    expect((await bench.withStore((store) => store.stats())).bugs).toBe(bugs);
  });

  it("takes TESTIO_SYNC_BUGS when neither --bugs nor --no-bugs is given, and not with --incremental-only", async () => {
    const { bench } = await synced();
    const env = { TESTIO_SYNC_BUGS: "true" };
    const phasesOf = async (...flags: string[]) => {
      const { stdout } = await bench.run(["sync", "--json", ...flags], { env });
      return (JSON.parse(stdout) as { phases_completed: string[] }).phases_completed;
    };
    expect(await phasesOf()).toContain("BUGS");
    expect(await phasesOf("--no-bugs")).toEqual(["PRODUCTS", "FEATURES", "NEW_TESTS"]);
    expect(await phasesOf("--incremental-only")).toEqual(["NEW_TESTS"]);
  });

  it("tells what --force found deleted", async () => {
    const { bench, simulator } = await synced();
    const [gone = 0] = simulator.truth.testIds();
    simulator.world.deleteTest(gone);
    const { code, stdout } = await bench.run(["sync", "--force"]);
    expect(code).toBe(0);
    expect(stdout).toContain(", 1 test deleted.");
    expect((await bench.run(["status"])).stdout).toMatch(/^Tests .*; 1 test deleted upstream$/m);
  });

  it("refreshes again what CACHE_TTL_SECONDS makes stale", async () => {
    const { bench, simulator } = await synced();
    const [productId = 0] = simulator.truth.productIds();
    const [oldest = 0] = simulator.truth.testIds(productId).slice(-1);
    simulator.world.updateTest(oldest, { status: "locked" });
    await bench.run(["sync", "--force"]);
    simulator.world.updateTest(oldest, { status: "archived" });
    expect((await bench.run(["sync", "--refresh"], { now: LATER })).code).toBe(0);
    expect((await bench.withStore((store) => store.getTest(oldest)))?.status).toBe("archived");
  });

  it("works on nothing outside TESTIO_PRODUCT_IDS, and says so when asked to", async () => {
    const { bench, simulator } = await synced();
    const [inside = 0, outside = 0] = simulator.truth.productIds();
    const env = { TESTIO_PRODUCT_IDS: `${inside}` };
    for (const mode of ["--force", "--nuke", "--incremental-only", "--dry-run"]) {
      const { code, stderr } = await bench.run(["sync", mode, "--yes", "--product-ids", `${outside}`], { env });
      expect(code).toBe(2);
      expect(stderr).toContain(`Error: Product ${outside} is outside TESTIO_PRODUCT_IDS (${inside}).`);
    }
    expect(await bench.storedTestIds(outside)).toHaveLength(30);
  });
});

describe("sync --nuke", () => {
  it("needs --yes where nobody can be asked", async () => {
    const { bench, simulator } = await synced();
    const [productId = 0] = simulator.truth.productIds();
    simulator.resetCounters();
    const { code, stdout, stderr } = await bench.run(["sync", "--nuke"]);
    expect(code).toBe(2);
    expect(stdout).toBe("The sync did not start. Nothing was changed.\n");
    expect(stderr).toMatch(/^Error: --nuke deletes what is stored, .* Add --yes if it is\.\n$/);
    expect(simulator.counters.requests).toBe(0);
    expect(await bench.storedTestIds(productId)).toHaveLength(30);
  });

  it("shows what it deletes, and does it with --yes", async () => {
    const { bench, simulator } = await synced();
    await bench.run(["sync", "--bugs"]);
    const before = await bench.withStore((store) => store.entityCounts(null));
    const { code, stdout, stderr } = await bench.run(["sync", "--nuke", "--yes", "--json"]);
    expect(code).toBe(0);
    const { features, bugs, users } = before;
    expect(stderr).toContain(
      `Current data: 2 products, 60 tests, ${bugs} bugs, ${features} features, ${users} users\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({ mode: "nuke", deleted: before, tests_discovered: 60 });
    for (const id of simulator.truth.productIds()) expect(await bench.storedTestIds(id)).toHaveLength(30);
  });

  it("does it when the answer is yes", async () => {
    const { bench } = await synced();
    const { code, stdout, stderr } = await bench.run(["sync", "--nuke"], { answer: "yes\n" });
    expect(code).toBe(0);
    expect(stderr).toContain("Delete it, and fetch everything again? Type yes to go on: ");
    expect(stdout).toMatch(/^Sync completed after .*60 new tests.*\nBefore, this was deleted: 2 products, 60 tests, /);
  });

  it("does nothing when the answer is no", async () => {
    const { bench, simulator } = await synced();
    simulator.resetCounters();
    const { code, stdout, stderr } = await bench.run(["sync", "--nuke"], { answer: "no\n" });
    expect(code).toBe(1);
    expect(stdout).toBe("The sync did not start. Nothing was changed.\n");
    expect(stderr).toContain("Error: Nothing was deleted, since the answer was not yes.");
    expect(simulator.counters.requests).toBe(0);
    expect(await bench.withStore((store) => store.listSyncEvents(5))).toHaveLength(1);
  });

  it("does nothing when it is interrupted at the question", async () => {
    const { bench } = await synced();
    const interruption = new AbortController();
    const keyboard = new PassThrough();
    const running = bench.run(["sync", "--nuke"], {
      answer: keyboard,
      signal: interruption.signal,
      // Interrupt only once the question is there.
      onStderr: (text) => text.includes("Type yes") && interruption.abort(),
    });
    const { code, stdout, stderr } = await running;
    expect(code).toBe(130);
    expect(stdout).toBe("The sync did not start. Nothing was changed.\n");
    expect(stderr).not.toContain("Error");
    expect(await bench.withStore((store) => store.listSyncEvents(5))).toHaveLength(1);
  });

  it("keeps to the products asked for", async () => {
    const { bench, simulator } = await synced();
    const [wiped = 0, kept = 0] = simulator.truth.productIds();
    const keptBefore = await bench.withStore((store) => store.testStamps(simulator.truth.testIds(kept)));
    const { code, stderr } = await bench.run(["sync", "--nuke", "--yes", "--product-ids", `${wiped}`], { now: LATER });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Current data of 1 product in scope: 1 product, 30 tests, 0 bugs, \d+ features$/m);
    expect(await bench.withStore((store) => store.testStamps(simulator.truth.testIds(kept)))).toEqual(keptBefore);
    const [stamp] = await bench.withStore((store) => store.testStamps(simulator.truth.testIds(wiped)));
    expect(stamp?.syncedAt).toEqual(LATER);
  });

  it("asks nothing when there is nothing to delete", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code, stderr } = await bench.run(["sync", "--nuke"], { answer: "" });
    expect(code).toBe(0);
    expect(stderr).not.toContain("Current data");
  });
});

describe("sync --dry-run", () => {
  it("tells what would be done for each product, and changes nothing", async () => {
    const { bench, simulator } = await synced();
    const [first = 0, second = 0] = simulator.truth.productIds();
    const events = await bench.withStore((store) => store.listSyncEvents(9));
    const { code, stdout, stderr } = await bench.run(["sync", "--dry-run", "--force"]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Product {2}Requests {2}Last sync {9}Would be done +Title$/m);
    for (const id of [first, second]) {
      const title = String(simulator.truth.product(id)?.name);
      const line = stdout.split("\n").find((text) => text.includes(`${id} `)) ?? "";
      expect(line).toMatch(/^ *\d+ +\d+ {2}2026-06-30 12:00 {2}\S/);
      expect(line).toContain(title);
    }
    expect(stdout).toMatch(/^In all: 2 products, about \d+ requests and .+ \(PRODUCTS, FEATURES, NEW_TESTS\)\.$/m);
    expect(stdout).toMatch(/Nothing was changed: this was a dry run\.\n$/);
    expect(await bench.withStore((store) => store.listSyncEvents(9))).toEqual(events);
  });

  it("is an object with --json", async () => {
    const { bench, simulator } = await synced();
    const [only = 0] = simulator.truth.productIds();
    const { code, stdout } = await bench.run(["sync", "--dry-run", "--json", "--product-ids", `${only}`]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "success",
      event_id: null,
      plan: {
        mode: "default",
        phases: ["PRODUCTS", "FEATURES", "NEW_TESTS"],
        products: [{ product_id: only, last_synced_at: NOW.toISOString(), actions: expect.any(Array) }],
        requests: expect.any(Number),
        seconds: expect.any(Number),
        deletes: null,
      },
    });
  });

  it("asks nothing with --nuke, and says what would be deleted", async () => {
    const { bench, simulator } = await synced();
    const [productId = 0] = simulator.truth.productIds();
    const { code, stdout } = await bench.run(["sync", "--dry-run", "--nuke"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would be deleted first: 2 products, 60 tests, 0 bugs, /m);
    expect(await bench.storedTestIds(productId)).toHaveLength(30);
  });

  it("makes no database", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code } = await bench.run(["sync", "--dry-run"]);
    expect(code).toBe(0);
    expect(existsSync(dirname(bench.dbPath))).toBe(false);
  });
});
