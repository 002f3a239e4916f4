import type { SyncRequest } from "@testio/sync-core";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { runVictim, type StopAt } from "../support/run-victim.js";
import { openSandbox, type Sandbox } from "../support/sandbox.js";
import { expectWhole, statuses, stored, storedIds } from "../support/stored.js";

const ALIVE = "select id from tests where deleted_at is null";
const BUGS = "select id from bugs where deleted_at is null";
const POSITIONS = "select id from problem_positions";

let sandbox: Sandbox;

/** Everything is stored; then something happens upstream, and a sync in another mode is killed. */
beforeEach(async () => {
  sandbox = await openSandbox({ products: 2, testsPerProduct: 35, bugsPerTest: 2 });
  onTestFinished(() => sandbox.dispose());
  await sync([]);
});

async function sync(flags: string[], expected = 0): Promise<void> {
  const { code, stderr } = await sandbox.run(["sync", ...flags]);
  expect(code, stderr).toBe(expected);
}

async function killAt(request: Pick<SyncRequest, "phases" | "options">, stop: Omit<StopAt, "signal">): Promise<void> {
  expect(await runVictim(sandbox, { request, stop: { ...stop, signal: "SIGKILL" } })).toBeNull();
  expect(stored(sandbox.database).integrity).toBe("ok");
  expect(statuses(sandbox.database).at(-1)).toBe("running");
}

function upstreamIds(): number[] {
  return sandbox.simulator.truth.testIds().toSorted((a, b) => a - b);
}

function upstreamBugIds(): number[] {
  const { truth } = sandbox.simulator;
  return truth
    .testIds()
    .flatMap((id) => truth.bugIds(id))
    .toSorted((a, b) => a - b);
}

it("killed while a nuke deletes: everything is still there", async () => {
  await killAt({ options: { nuke: true } }, { call: "tx.wipe", moment: "after", nth: 1 });
  expect(storedIds(sandbox.database, ALIVE)).toEqual(upstreamIds());
  await sync([]);
  expectWhole(sandbox);
});

it("killed after a nuke has deleted: the next sync fetches everything again", async () => {
  await killAt({ options: { nuke: true } }, { call: "client.listProducts", moment: "before", nth: 1 });
  expect(storedIds(sandbox.database, ALIVE)).toEqual([]);
  await sync([]);
  expectWhole(sandbox);
});

it("killed while deletions are recorded: none is by half, the next full sync finds them all", async () => {
  const before = upstreamIds();
  for (const id of before.filter((_, index) => index % 9 === 0)) sandbox.simulator.world.deleteTest(id);
  await killAt({ options: { forceRefresh: true } }, { call: "tx.tombstone", moment: "after", nth: 1 });
  expect(storedIds(sandbox.database, ALIVE)).toEqual(before);
  await sync(["--force"]);
  expectWhole(sandbox);
});

it("killed while bugs are stored: the next sync with bugs fetches what is missing", async () => {
  const phases = ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] as const;
  await killAt({ phases }, { call: "tx.replaceBugs", moment: "after", nth: 2 });
  expect(storedIds(sandbox.database, BUGS).length).toBeLessThan(upstreamBugIds().length);
  await sync(["--bugs"]);
  expect(storedIds(sandbox.database, BUGS)).toEqual(upstreamBugIds());
  expectWhole(sandbox);
});

it("killed while a bad record is recorded: the next sync finds it again, and clears it once it answers", async () => {
  const { world, truth } = sandbox.simulator;
  const [bad = 0] = truth.testIds().slice(20);
  world.poisonTest(bad);
  await killAt({ options: { forceRefresh: true } }, { call: "tx.addProblemPosition", moment: "after", nth: 1 });
  expect(storedIds(sandbox.database, POSITIONS)).toEqual([]);
  await sync(["--force"], 3);
  expect(storedIds(sandbox.database, POSITIONS)).toHaveLength(1);
  world.healTest(bad);
  await sync([]);
  expect(storedIds(sandbox.database, POSITIONS)).toEqual([]);
  expectWhole(sandbox);
});

it("killed while tests are read again: the next refresh reads them", async () => {
  const { world, truth } = sandbox.simulator;
  // Few enough, and so far down, that each is asked for by its id.
  const old = truth.productIds().flatMap((id) => truth.testIds(id).slice(-2));
  for (const id of truth.testIds()) world.updateTest(id, { status: old.includes(id) ? "locked" : "archived" });
  await sync(["--force"]);
  for (const id of old) world.updateTest(id, { status: "cancelled" });

  await killAt({ options: { refreshMutable: true } }, { call: "client.getTest", moment: "after", nth: 2 });
  const notYet = storedIds(sandbox.database, `${ALIVE} and status = 'locked'`);
  expect(notYet.length).toBeGreaterThan(0);
  await sync(["--refresh"]);
  expect(storedIds(sandbox.database, `${ALIVE} and status = 'cancelled'`)).toEqual(old.toSorted((a, b) => a - b));
  expectWhole(sandbox);
});
