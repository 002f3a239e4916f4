import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTestStore, temporaryDirectory, temporaryFile } from "./support/stores.js";

const packageRoot = join(import.meta.dirname, "..");

async function startChild(script: string, path: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, "support", script), [path], { execArgv: [] });
  await once(child, "message");
  return child;
}

describe("several processes", () => {
  it("open one new database at the same moment, and write to it side by side", async () => {
    const path = temporaryFile();
    const children = await Promise.all(Array.from({ length: 8 }, () => startChild("open-together.mjs", path)));
    const exits = children.map((child) => once(child, "exit"));
    for (const child of children) child.send("go");
    expect((await Promise.all(exits)).map(([code]) => code)).toEqual(Array(8).fill(0));

    const store = await openTestStore({ path });
    const events = await store.listSyncEvents(100);
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
    expect(new Set(events.map(({ pid }) => pid)).size).toBe(8);
  });

  it("leave a sound database when one is killed in the middle of a migration", async () => {
    const path = temporaryFile();
    const child = await startChild("die-in-migration.mjs", path);
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;

    const store = await openTestStore({ path });
    await store.write((tx) => tx.setMetadata("key", "value"));
    expect(await store.getMetadata("key")).toBe("value");
  });
});

describe("the built package", () => {
  it("needs nothing but better-sqlite3", () => {
    const root = temporaryDirectory();
    const installed = join(root, "node_modules", "@testio", "store");
    mkdirSync(installed, { recursive: true });
    for (const part of ["dist", "package.json"])
      cpSync(join(packageRoot, part), join(installed, part), { recursive: true });
    symlinkSync(join(packageRoot, "node_modules", "better-sqlite3"), join(root, "node_modules", "better-sqlite3"));

    const program = `
      const { openStore } = await import("@testio/store");
      const store = await openStore({ path: ${JSON.stringify(join(root, "cache.db"))}, customerId: 1 });
      await store.write((tx) => tx.setMetadata("key", "value"));
      console.log(await store.getMetadata("key"), (await store.stats()).tests);
      await store.close();`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: root, encoding: "utf8" });
    expect(run).toMatchObject({ status: 0, stdout: "value 0\n", stderr: "" });
  });

  it("speaks of nothing but our own types", () => {
    expect(readFileSync(join(packageRoot, "dist", "index.d.ts"), "utf8")).not.toMatch(/prisma/i);
  });

  it("loads Prisma and SQLite only when a store is opened", () => {
    const program = `
      await import(${JSON.stringify(join(packageRoot, "dist", "index.js"))});
      console.log(process.report.getReport().sharedObjects.some((file) => file.includes("better_sqlite3")), "__dirname" in globalThis);`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    expect(run).toMatchObject({ status: 0, stdout: "false false\n" });
  });
});
