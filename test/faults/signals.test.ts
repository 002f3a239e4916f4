import { readFile } from "node:fs/promises";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { connect } from "../support/every-tool.js";
import { holdRequests, isTestPage } from "../support/gate.js";
import { openSandbox, type Sandbox, SERVER } from "../support/sandbox.js";
import { expectRecovery, expectWhole, lockOf, statuses } from "../support/stored.js";
import { NO_BACKGROUND } from "../support/syncers.js";

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 3, testsPerProduct: 150 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

async function endedBy(signal: "SIGINT" | "SIGTERM"): Promise<void> {
  const sandbox = await sandboxFor();
  const { simulator, database, start, run } = sandbox;
  // The first pages are stored; none of those that follow is ever answered.
  const gate = holdRequests(simulator, isTestPage, 4);
  const { child, finished } = start(["sync"]);
  await gate.reached;
  const { requests } = { ...simulator.counters };
  child.kill(signal);
  const { code, stdout, stderr } = await finished;
  expect(code, stderr).toBe(130);
  expect(stdout).toMatch(/^Sync interrupted after .*\nWhat was fetched is stored\./);
  // Those under way at the signal may have been sent before it arrived, as many as run side by side; none follows.
  expect(simulator.counters.requests - requests).toBeLessThan(10);
  expect(statuses(database)).toEqual(["cancelled"]);
  gate.open();

  expect((await run(["sync"])).code).toBe(0);
  expect(statuses(database)).toEqual(["cancelled", "success"]);
  expectWhole(sandbox);
}

it("Ctrl-C (SIGINT) ends a sync within one request: exit code 130, event cancelled, lock gone", () =>
  endedBy("SIGINT"));
it("SIGTERM ends a sync within one request: exit code 130, event cancelled, lock gone", () => endedBy("SIGTERM"));

it("a second Ctrl-C ends a sync at once that cannot even record its end", async () => {
  const sandbox = await sandboxFor();
  const { simulator, database, start } = sandbox;
  const gate = holdRequests(simulator, isTestPage);
  const { child, finished } = start(["sync"]);
  await gate.reached;
  const other = new Database(database);
  other.exec("BEGIN IMMEDIATE");
  await expect
    .poll(
      () => {
        child.kill("SIGINT");
        return child.signalCode;
      },
      { timeout: 20_000 },
    )
    .toBe("SIGINT");
  await finished;
  other.exec("ROLLBACK");
  other.close();
  gate.open();
  expect(statuses(database)).toEqual(["running"]);
  await expectRecovery(sandbox);
  expect(statuses(database)).toEqual(["interrupted", "success"]);
});

it("SIGTERM ends a server in the middle of a sync: event cancelled, lock gone", async () => {
  const sandbox = await sandboxFor();
  const { simulator, database, home, env } = sandbox;
  const gate = holdRequests(simulator, isTestPage);
  const { client } = await connect([SERVER], { ...env, ...NO_BACKGROUND }, home);
  const gone = new Promise<void>((resolve) => {
    client.onclose = resolve;
  });
  const sync = client.callTool({ name: "sync_data", arguments: {} });
  await gate.reached;
  const { pid } = JSON.parse(await readFile(lockOf(database), "utf8"));
  process.kill(pid, "SIGTERM");
  expect(JSON.stringify((await sync).content)).toContain("The sync was stopped before it was done.");
  await gone;
  expect(statuses(database)).toEqual(["cancelled"]);
  gate.open();
  await expectRecovery(sandbox);
});

it("a client that goes away ends its server in the middle of a sync: event cancelled, lock gone", async () => {
  const sandbox = await sandboxFor();
  const { simulator, database, home, env } = sandbox;
  const gate = holdRequests(simulator, isTestPage);
  const { client } = await connect([SERVER], { ...env, ...NO_BACKGROUND }, home);
  const sync = client.callTool({ name: "sync_data", arguments: {} });
  await gate.reached;
  await client.close();
  // What it says last still arrives.
  expect(JSON.stringify((await sync).content)).toContain("The sync was stopped before it was done.");
  await expect.poll(() => statuses(database), { timeout: 20_000 }).toEqual(["cancelled"]);
  gate.open();
  await expectRecovery(sandbox);
});
