import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MIGRATIONS } from "../src/generated/migrations.js";
import { openStore } from "../src/index.js";
import { failureOf } from "./support/failure.js";
import { later, listing, problemPosition, T0, test } from "./support/fixtures.js";
import { makeOldDatabase } from "./support/old-database.js";
import { column, openRaw, openTestStore } from "./support/stores.js";

const applied = (path: string) =>
  column(openRaw(path), "SELECT migration_name FROM _prisma_migrations ORDER BY migration_name");
const names = MIGRATIONS.map(({ name }) => name);
const counts = { tests: 2, products: 1, problemPositions: 1 };

async function dieHalfWay(path: string): Promise<void> {
  const child: ChildProcess = fork(join(import.meta.dirname, "support", "die-in-migration.mjs"), [path], {
    execArgv: [],
  });
  await once(child, "message");
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

describe("a database of an older version", () => {
  it("is brought up to date and keeps its rows", async () => {
    const path = await makeOldDatabase();
    expect(applied(path)).toEqual(names.slice(0, 1));
    const store = await openTestStore({ path });
    expect(applied(path)).toEqual(names);
    expect(await store.stats()).toMatchObject(counts);
    expect(await store.getTest(1)).toMatchObject({ title: "Test 1", platforms: [{ browsers: [] }] });
    expect(await store.getSyncState(1, "NEW_TESTS")).toMatchObject({ fullPassAt: T0, fullPassSince: null });
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it("does not say since when its tests are final, so their bugs are fetched once more", async () => {
    const store = await openTestStore({ path: await makeOldDatabase() });
    expect((await store.testStamps([1, 2])).map(({ finalSeenAt }) => finalSeenAt)).toEqual([null, null]);
    const due = () => store.testsWithDueBugs(1, { changeableBefore: T0, now: later(9) });
    expect(await due()).toEqual([1]);

    await store.write((tx) =>
      tx.upsertTests([test(1, { status: "archived" }), test(2)], listing(2, { syncedAt: later(1) })),
    );
    expect((await store.testStamps([1, 2])).map(({ finalSeenAt }) => finalSeenAt)).toEqual([later(1), null]);
    expect(await due()).toEqual([1]);
    await store.write((tx) => tx.replaceBugs({ testIds: [1] }, [], later(2)));
    expect(await due()).toEqual([]);
  });

  it("leaves out bugs without a test, which it listed before", async () => {
    const path = await makeOldDatabase();
    const old = openRaw(path);
    old.exec("UPDATE bugs SET test_id = 404");
    old.close();
    const store = await openTestStore({ path });
    expect((await store.listBugs({ limit: 1, offset: 0 })).total).toBe(0);
    expect(await store.countStrayBugs({ testIds: [404] })).toBe(1);
    expect(await store.countStrayBugs({ productIds: [404] })).toBe(0);
  });

  it("knows where its bugs were found, which it could not be asked for before", async () => {
    const store = await openTestStore({ path: await makeOldDatabase() });
    for (const foundPlatforms of [["ios"], ["Android"]]) {
      expect((await store.listBugs({ foundPlatforms, limit: 1, offset: 0 })).total).toBe(1);
    }
    expect((await store.listBugs({ foundPlatforms: [null, "macOS"], limit: 1, offset: 0 })).total).toBe(0);
  });

  it("counts what is stored by then, and what comes after", async () => {
    const store = await openTestStore({ path: await makeOldDatabase() });
    const bugs = async () => (await store.aggregateBugs(["found_platform"], {}, { facts: ["bugs"] })).length;
    expect(await store.aggregateTests([], {}, { facts: ["tests"] })).toEqual([{ keys: [], facts: { tests: 2 } }]);
    expect(await bugs()).toBe(2);
    await store.write((tx) => tx.tombstone("bugs", [1], T0));
    expect(await bugs()).toBe(0);
  });

  it("has room for two problems at one place from then on", async () => {
    const store = await openTestStore({ path: await makeOldDatabase() });
    expect(await store.write((tx) => tx.addProblemPosition(problemPosition))).toBe(2);
    expect(await store.listProblemPositions(1)).toMatchObject([{ id: 1 }, { id: 2 }]);
  });

  it("is as it was, and can be opened, after a process died while it brought it up to date", async () => {
    const path = await makeOldDatabase();
    await dieHalfWay(path);
    expect(applied(path)).toEqual(names.slice(0, 1));
    const store = await openTestStore({ path });
    expect(await store.stats()).toMatchObject(counts);
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it("waits, with the event loop free, while another program writes to it", async () => {
    const path = await makeOldDatabase();
    const other = openRaw(path);
    other.exec("BEGIN IMMEDIATE; UPDATE tests SET title = 'by another' WHERE id = 1");
    const opening = openTestStore({ path });
    // The other writer lives in this thread: if opening blocked it, it could never commit.
    const first = await Promise.race([opening, new Promise((resolve) => setImmediate(() => resolve("still waiting")))]);
    expect(first).toBe("still waiting");
    other.exec("COMMIT");
    expect((await (await opening).getTest(1))?.title).toBe("by another");
    expect(applied(path)).toEqual(names);
  });

  it("is left as it is when the other program does not end in time", async () => {
    const path = await makeOldDatabase();
    const other = openRaw(path);
    other.exec("BEGIN IMMEDIATE");
    const error = await failureOf(openStore({ path, customerId: 1, busyTimeoutMs: 60 }));
    expect(error).toMatchObject({ name: "StoreLockedError", message: expect.stringContaining(path) });
    other.exec("ROLLBACK");
    expect(applied(path)).toEqual(names.slice(0, 1));
    expect(await (await openTestStore({ path })).stats()).toMatchObject(counts);
  });
});
