import { expect, it, onTestFinished } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { ageLock, HOUR_MS, readLock } from "../support/lock.js";
import { startVictim } from "../support/run-victim.js";
import { said } from "../support/said.js";
import { openSandbox, type RunningProgram, type Sandbox } from "../support/sandbox.js";
import { allRows, expectWhole, statuses } from "../support/stored.js";

const TAKEN_OVER = /another process has taken over the sync/;

async function sandboxFor(): Promise<Sandbox> {
  const sandbox = await openSandbox({ products: 3, testsPerProduct: 40 });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** While `holder` is stopped, another sync takes its lock; then it wakes up in the middle of that one. */
async function wakesUpDuringAnotherSync({ simulator, database, start }: Sandbox, { child, finished }: RunningProgram) {
  await ageLock(database, 61 * (HOUR_MS / 60));
  const gate = holdRequests(simulator, isTestPage);
  const next = start(["sync"]);
  await gate.reached;
  expect((await readLock(database)).pid).toBe(next.child.pid);
  const rows = allRows(database);

  child.kill("SIGCONT");
  const woken = await finished;
  expect(allRows(database), "it writes nothing more").toEqual(rows);
  expect((await readLock(database)).pid, "it leaves the new holder's lock alone").toBe(next.child.pid);
  gate.open();
  const { code, stderr } = await next.finished;
  expect(code, stderr).toBe(0);
  return woken;
}

it("a holder that is stopped, loses its lock after an hour and wakes up writes nothing more, and says why", async () => {
  const sandbox = await sandboxFor();
  const gate = holdRequests(sandbox.simulator, isTestPage);
  const holder = sandbox.start(["sync"]);
  await gate.reached;
  holder.child.kill("SIGSTOP");
  // Its answers wait for it.
  gate.open();

  const woken = await wakesUpDuringAnotherSync(sandbox, holder);
  expect(woken.stderr).toMatch(TAKEN_OVER);
  expect(woken.code).not.toBe(0);
  expect(woken.code).not.toBeNull();
  expect(statuses(sandbox.database)).toEqual(["interrupted", "success"]);
  expectWhole(sandbox);
});

it("a holder that is stopped before its event is written, loses its lock and wakes up does not disturb the new one", async () => {
  const sandbox = await sandboxFor();
  const stop = { call: "store.write", moment: "before", nth: 1, signal: "SIGSTOP" } as const;
  const holder = startVictim(sandbox, { request: {}, stop });
  await said(holder.child, /SIGSTOP/);

  const { code, stdout, stderr } = await wakesUpDuringAnotherSync(sandbox, holder);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ status: "failure", eventId: null });
  expect(JSON.parse(stdout).errors[0].message).toMatch(TAKEN_OVER);
  expect(statuses(sandbox.database)).toEqual(["success"]);
  expectWhole(sandbox);
});
