import { stat } from "node:fs/promises";
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync, type SyncProgressEvent } from "@testio/sync-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connect } from "../support/every-tool.js";
import { type Gate, holdRequests, isTestPage } from "../support/gate.js";
import { ageLock, HOUR_MS, readLock } from "../support/lock.js";
import { preloading } from "../support/preload.js";
import { said } from "../support/said.js";
import { openSandbox, type RunningProgram, type Sandbox, SERVER } from "../support/sandbox.js";
import { expectWhole, lockOf, statuses } from "../support/stored.js";
import { NO_BACKGROUND } from "../support/syncers.js";

/** How long 30 seconds are with `quick-patience`. */
const PATIENCE_MS = 1500;

let sandbox: Sandbox;
let holder: RunningProgram;
let gate: Gate;

/** A command line holds the lock until the gate is opened. */
beforeEach(async () => {
  sandbox = await openSandbox({ products: 2, testsPerProduct: 20 });
  gate = holdRequests(sandbox.simulator, isTestPage);
  holder = sandbox.start(["sync"], preloading("quick-heartbeat"));
  await gate.reached;
});

afterEach(async () => {
  gate.open();
  const { code, stderr } = await holder.finished;
  expect(code, stderr).toBe(0);
  expect(statuses(sandbox.database)).toEqual(["success"]);
  expectWhole(sandbox);
  await sandbox.dispose();
});

async function holdersName(): Promise<string> {
  const { pid, host, started_at } = await readLock(sandbox.database);
  expect(pid).toBe(holder.child.pid);
  return `process ${pid} on ${host}, started ${started_at}`;
}

/** A sync through the libraries, in this process. */
async function syncHere(waitMs: number) {
  const { simulator, database } = sandbox;
  const client = createApiClient({ baseUrl: simulator.url, token: simulator.token });
  const store = await openStore({ path: database, customerId: 1 });
  const events: SyncProgressEvent[] = [];
  const result = await executeSync({ client, store, lock: { waitMs }, onProgress: (event) => events.push(event) });
  await store.close();
  await client.close();
  return { result, events };
}

it("a command line waits for 30 s, then names the holder: exit code 4", async () => {
  const { child, finished } = sandbox.start(["sync"], preloading("quick-patience"));
  const name = await holdersName();
  expect(await said(child, /^Waiting .*\)/m)).toContain(name);
  const since = performance.now();
  const { code, stdout, stderr } = await finished;
  expect(performance.now() - since).toBeGreaterThan(0.8 * PATIENCE_MS);
  expect(stderr).toContain(`Error: Another sync is running (${name}). Wait for it to end`);
  expect(stdout).toBe("The sync did not start. Nothing was changed.\n");
  expect(code).toBe(4);
});

it("a server waits for 30 s, then names the holder and what to do", async () => {
  const { env, home } = sandbox;
  const { client } = await connect([SERVER], { ...env, ...NO_BACKGROUND, ...preloading("quick-patience") }, home);
  const { isError, content } = await client.callTool({ name: "sync_data", arguments: {} });
  await client.close();
  expect(isError).toBe(true);
  expect(content).toMatchObject([
    { text: expect.stringContaining(`Another sync is running (${await holdersName()})`) },
  ]);
  expect(content).toMatchObject([{ text: expect.stringContaining("Wait until that sync has ended") }]);
});

it("a program that does not want to wait learns of the holder at once", async () => {
  const { result, events } = await syncHere(0);
  expect(result).toMatchObject({
    status: "failure",
    eventId: null,
    requests: 0,
    errors: [{ kind: "SyncLockedError" }],
  });
  expect(result.errors[0]?.message).toContain(await holdersName());
  expect(events).toEqual([]);
});

it("a program waits as long as it wants to", async () => {
  const { result, events } = await syncHere(250);
  expect(result).toMatchObject({ status: "failure", errors: [{ kind: "SyncLockedError" }] });
  expect(result.durationSeconds).toBeGreaterThanOrEqual(0.25);
  expect(events[0]).toMatchObject({ type: "waiting", holder: await holdersName() });
});

it("Ctrl-C ends the waiting: exit code 130, the holder goes on", async () => {
  const { child, finished } = sandbox.start(["sync"]);
  await said(child, /^Waiting .*\)/m);
  child.kill("SIGINT");
  expect((await finished).code).toBe(130);
  expect((await readLock(sandbox.database)).pid).toBe(holder.child.pid);
});

it("the heartbeat of a long sync keeps its lock", async () => {
  const { database } = sandbox;
  await ageLock(database, 2 * HOUR_MS);
  const age = async () => Date.now() - (await stat(lockOf(database))).mtimeMs;
  await expect.poll(age, { timeout: 20_000 }).toBeLessThan(HOUR_MS);
  const { result } = await syncHere(0);
  expect(result.errors).toMatchObject([{ kind: "SyncLockedError" }]);
});
