import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { NOW, Workbench } from "./support/workbench.js";

describe("status", () => {
  it("makes no database, and says what to do", async () => {
    const bench = new Workbench();
    const { code, stdout } = await bench.run(["status"]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `There is no database yet at ${bench.dbPath}.\nRun testio-mcp sync to make it and fetch your data.\n`,
    );
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
    expect(before.stdout).toMatch(new RegExp(`^ *${part} +\\d+ +\\d+ +2026-04-01 +2026-06-30 12:00 +\\S`, "m"));

    await bench.run(["sync", "--product-ids", `${whole}`]);
    await bench.run(["sync", "--since", "2026-04-01"]);
    const { code, stdout } = await bench.run(["status"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Database   ${bench.dbPath} (`);
    expect(stdout).toMatch(/^Products {3}2$/m);
    expect(stdout).toMatch(/^Last sync {2}completed 2026-06-30 12:00 UTC \(just now\)$/m);
    expect(stdout).toMatch(/^Last run {3}success \(cli\), started 2026-06-30 12:00 UTC/m);
    expect(stdout).toMatch(new RegExp(`^ *${whole} +30 +\\d+ +the oldest +2026-06-30 12:00 +\\S`, "m"));
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
      products: truth.productIds().map((id) => ({ id, tests: 30, complete: true, complete_back_to: null })),
    });
  });

  it("reads the settings of --env-file", async () => {
    const bench = new Workbench();
    const { code, stderr } = await bench.run(["status", "--env-file", "~/nothing.env"]);
    expect(code).toBe(2);
    expect(stderr).toBe("Error: The file ~/nothing.env given with --env-file does not exist. Check its path.\n");
  });
});
