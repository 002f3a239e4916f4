import type { Fault } from "@testio/simulator";
import { expect, it, onTestFinished } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { openSandbox, type Sandbox } from "../support/sandbox.js";
import { expectRecovery, expectWhole, statuses, stored } from "../support/stored.js";

const TESTS = 600;

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 3, testsPerProduct: TESTS / 3 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** From the fourth page on, every page is answered so. */
function breakPages({ simulator }: Sandbox, fault: Fault, times?: number): void {
  let pages = 0;
  const match = ({ path }: { path: string }) => path.endsWith("/exploratory_tests") && ++pages > 3;
  simulator.faults.add({ match, fault, ...(times === undefined ? {} : { times }) });
}

function expectPartStored({ database }: Sandbox): void {
  const { tests, integrity } = stored(database);
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.length).toBeLessThan(TESTS);
  expect(integrity).toBe("ok");
  expect(statuses(database)).not.toContain("running");
}

it("an API that goes in the middle of a sync: what was fetched stays, and the sync after it is back goes on", async () => {
  const sandbox = await sandboxFor();
  const gate = holdRequests(sandbox.simulator, isTestPage, 4);
  const { finished } = sandbox.start(["sync"]);
  await gate.reached;
  await sandbox.stopApi();
  gate.open();
  const { code, stderr } = await finished;
  expect(stderr).toMatch(/Error: .*127\.0\.0\.1:\d+ could not be reached/);
  expect(code).toBe(3);
  expectPartStored(sandbox);

  await sandbox.startApi();
  await expectRecovery(sandbox);
});

it("an API that is gone for moments in the middle of a sync is asked again", async () => {
  const sandbox = await sandboxFor();
  breakPages(sandbox, { kind: "reset" }, 2);
  breakPages(sandbox, { kind: "status", status: 503 }, 2);
  const { code, stderr } = await sandbox.run(["sync"]);
  expect(code, stderr).toBe(0);
  expectWhole(sandbox);
});

it("a proxy that answers web pages in the middle of a sync is named, and nothing of them is stored", async () => {
  const sandbox = await sandboxFor();
  breakPages(sandbox, { kind: "html" });
  const { code, stderr } = await sandbox.run(["sync"]);
  expect(stderr).toMatch(/Error: .*the answer is a web page, not JSON/);
  expect(stderr).not.toContain("<");
  expect(code).toBe(3);
  expectPartStored(sandbox);
  sandbox.simulator.faults.clear();
  await expectRecovery(sandbox);
});

it("a token that is revoked in the middle of a sync ends it: exit code 5, what was fetched stays", async () => {
  const sandbox = await sandboxFor();
  breakPages(sandbox, { kind: "status", status: 401 });
  const { code, stderr } = await sandbox.run(["sync"]);
  expect(stderr).toMatch(/Error: .*TestIO refused the token \(401\)\. Check that/);
  expect(code).toBe(5);
  expectPartStored(sandbox);
  sandbox.simulator.faults.clear();
  await expectRecovery(sandbox);
});
