import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { startVictim } from "../support/run-victim.js";
import { openSandbox, type Sandbox } from "../support/sandbox.js";
import { expectRecovery, expectWhole, stored } from "../support/stored.js";

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 2, testsPerProduct: 40 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** This process writes to the database until the function is called that it answers. */
function keepWriting(path: string): () => void {
  const other = new Database(path);
  other.exec("BEGIN IMMEDIATE");
  return () => {
    other.exec("ROLLBACK");
    other.close();
  };
}

it("another program that writes for 10 s in the middle of a sync is waited for", async () => {
  const sandbox = await sandboxFor();
  const { simulator, database, start } = sandbox;
  const gate = holdRequests(simulator, isTestPage);
  const { child, finished } = start(["sync"]);
  await gate.reached;
  const stopWriting = keepWriting(database);
  gate.open();
  // The fault itself: shorter than the 15 s that a store waits for another writer.
  await wait(10_000);
  expect(child.exitCode).toBeNull();
  expect(stored(database).tests).toEqual([]);
  stopWriting();
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
  expectWhole(sandbox);
}, 60_000);

it("another program that writes for longer than a sync waits ends it with a clear error", async () => {
  const sandbox = await sandboxFor();
  const { simulator, database } = sandbox;
  const gate = holdRequests(simulator, isTestPage);
  const { finished } = startVictim(sandbox, { request: {}, busyTimeoutMs: 300 });
  await gate.reached;
  const stopWriting = keepWriting(database);
  gate.open();
  const { code, stdout, stderr } = await finished;
  expect(code, stderr).toBe(0);
  const { status, errors } = JSON.parse(stdout);
  expect(status).not.toBe("success");
  expect(errors).toContainEqual({
    phase: "NEW_TESTS",
    productId: null,
    kind: "StoreLockedError",
    message: expect.stringMatching(/cache\.db is in use: another program has been writing .* more than 0\.3 s\. Wait/),
  });
  stopWriting();
  await expectRecovery(sandbox);
});

it("another program that writes when a sync begins ends it with a clear error, once it has waited", async () => {
  const sandbox = await sandboxFor();
  const { database, run, simulator } = sandbox;
  expect((await run(["sync"])).code).toBe(0);
  const { requests } = { ...simulator.counters };
  const stopWriting = keepWriting(database);
  const { stdout } = await startVictim(sandbox, { request: {}, busyTimeoutMs: 300 }).finished;
  stopWriting();
  const [error] = JSON.parse(stdout).errors;
  expect(error).toMatchObject({ kind: "StoreLockedError", message: expect.stringContaining("Wait for it to finish") });
  expect(JSON.parse(stdout)).toMatchObject({ status: "failure", eventId: null });
  expect(simulator.counters.requests).toBe(requests);
  await expectRecovery(sandbox);
});
