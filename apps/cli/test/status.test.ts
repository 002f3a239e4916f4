import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { badRecords } from "./support/bad-records.js";
import { holdTestLists } from "./support/hold.js";
import { NOW, Workbench } from "./support/workbench.js";

describe("status", () => {
  it("makes no database, and says what to do", async () => {
    const bench = new Workbench();
    const { code, stdout } = await bench.run(["status"]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `There is no database yet at ${bench.dbPath}.\nRun testio-mcp setup: it asks for your token, and fetches your data.\n`,
    );
    bench.setToken("a-token-of-a-customer");
    expect((await bench.run(["status"])).stdout).toMatch(/\nRun testio-mcp sync to make it and fetch your data\.\n$/);
    const json = await bench.run(["status", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ database: { path: bench.dbPath, exists: false } });
    expect(existsSync(dirname(bench.dbPath))).toBe(false);
  });

  it("explains why nothing is stored in memory", async () => {
    const { stdout } = await new Workbench().run(["status"], { env: { TESTIO_ENABLE_LOCAL_STORE: "false" } });
    expect(stdout).toMatch(/^Nothing is stored: TESTIO_ENABLE_LOCAL_STORE is false/);
  });

  it("shows what is stored and how complete it is", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate();
    const [whole = 0, part = 0] = truth.productIds();
    await bench.run(["sync", "--product-ids", `${part}`, "--since", "2026-04-01"]);
    const before = await bench.run(["status"]);
    expect(before.stdout).toMatch(/^Last sync\s+never completed$/m);
    expect(before.stdout).toMatch(
      new RegExp(`^ *${part} +\\d+ +\\d+ +0/\\d+ +2026-06-30 12:00 +complete back to 2026-04-01 +\\S`, "m"),
    );

    await bench.run(["sync", "--product-ids", `${whole}`]);
    await bench.run(["sync", "--since", "2026-04-01"]);
    const { code, stdout } = await bench.run(["status"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Database   ${bench.dbPath} (`);
    expect(stdout).toMatch(/^Products {3}2$/m);
    expect(stdout).toMatch(/^Last sync {2}completed 2026-06-30 12:00 UTC \(just now\)$/m);
    expect(stdout).toMatch(/^Last run {3}success \(cli\), started 2026-06-30 12:00 UTC/m);
    expect(stdout).toMatch(
      new RegExp(`^ *${whole} +30 +\\d+ +0/\\d+ +2026-06-30 12:00 +complete back to the oldest +\\S`, "m"),
    );
  });

  it("is one object with --json", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate();
    await bench.run(["sync"]);
    const { stdout, stderr } = await bench.run(["status", "--json"]);
    expect(stderr).toBe("");
    const status: unknown = JSON.parse(stdout);
    expect(status).toMatchObject({
      customer_id: 1,
      database: { path: bench.dbPath, exists: true, size_bytes: expect.any(Number) },
      counts: { products: 2, tests: 60, tests_never_fetched_bugs: 60 },
      last_sync_completed_at: NOW.toISOString(),
      last_event: { status: "success", trigger: "cli", tests_discovered: 60 },
    });
    expect(status).toMatchObject({
      running_sync: null,
      background: null,
      next_sync_at: null,
      staleness: { older_than_seconds: 3600, stale_tests: 0, stale_share: 0 },
      problem_positions: [],
      products: truth.productIds().map((id) => ({
        id,
        tests: 30,
        complete: true,
        complete_back_to: null,
        coverage: "complete back to the oldest",
        stale_tests: 0,
        failure: null,
      })),
    });
  });

  it("tells what share of the tests that can still change is stale", async () => {
    const bench = new Workbench();
    await bench.simulate();
    await bench.run(["sync"]);
    const now = new Date(NOW.getTime() + 700_000);
    const { stdout } = await bench.run(["status"], { now, env: { CACHE_TTL_SECONDS: "600" } });
    expect(stdout).toMatch(/^Stale {6}(\d+) of \1 tests that can still change were read over 10 min ago \(100 %\)$/m);
    const { stdout: json } = await bench.run(["status", "--json"], { now, env: { CACHE_TTL_SECONDS: "600" } });
    expect(JSON.parse(json)).toMatchObject({ staleness: { older_than_seconds: 600, stale_share: 1 } });
  });

  it("tells about gaps", async () => {
    const { bench, productId } = await badRecords(2);
    const { stdout } = await bench.run(["status"]);
    expect(stdout).toMatch(/^Unreadable {2}2 list positions; see testio-mcp problematic list$/m);
    expect(stdout).toMatch(new RegExp(`^ *${productId} .* complete back to the oldest, gap: 2 positions +\\S`, "m"));
    const { stdout: json } = await bench.run(["status", "--json"]);
    expect(JSON.parse(json)).toMatchObject({ problem_positions: [{ position: 13 }, { position: 23 }] });
  });

  it("tells about a sync that is running", async () => {
    const bench = new Workbench();
    const hold = holdTestLists(await bench.simulate());
    const sync = bench.run(["sync"]);
    await hold.reached;
    const { stdout } = await bench.run(["status"]);
    hold.release();
    await sync;
    expect(stdout).toMatch(
      new RegExp(`^Running {4}a sync: process ${process.pid} on .+, started 2026-06-30T12:00`, "m"),
    );
    expect(stdout).toMatch(/^Last run {3}running \(cli\), started 2026-06-30 12:00 UTC/m);
    expect(stdout).toMatch(/^ *\d+ .* never +never synced +\S/m);
  });

  it("shows a run whose process is gone as interrupted", async () => {
    const bench = new Workbench();
    await bench.simulate();
    await bench.run(["sync"]);
    await bench.withStore((store) =>
      store.write((tx) =>
        tx.startSyncEvent({ trigger: "cli", mode: "force", pid: 4_194_300, host: "vm", startedAt: NOW }),
      ),
    );
    const { stdout } = await bench.run(["status"]);
    expect(stdout).toMatch(/^Last run {3}interrupted \(force, cli\), started 2026-06-30 12:00 UTC \(just now\)$/m);
    expect(stdout).not.toMatch(/^Running/m);
  });

  it("reads the settings of --env-file", async () => {
    const bench = new Workbench();
    const { code, stderr } = await bench.run(["status", "--env-file", "~/nothing.env"]);
    expect(code).toBe(2);
    expect(stderr).toBe("Error: The file ~/nothing.env given with --env-file does not exist. Check its path.\n");
  });
});
