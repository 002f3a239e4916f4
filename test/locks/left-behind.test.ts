import { chmod, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { holdRequests, isTestPage } from "../support/gate.js";
import { ageLock, HOUR_MS, readLock, writeLock } from "../support/lock.js";
import { asOrdinaryUser } from "../support/ordinary-user.js";
import { said } from "../support/said.js";
import { CLI, openSandbox, type RunningProgram, type Sandbox } from "../support/sandbox.js";
import { expectWhole, lockOf, statuses } from "../support/stored.js";

let sandbox: Sandbox;
let lock: string;

beforeAll(async () => {
  sandbox = await openSandbox({ products: 2, testsPerProduct: 20 });
  lock = lockOf(sandbox.database);
  expect((await sandbox.run(["sync"])).code).toBe(0);
});

afterEach(() => expectWhole(sandbox));
afterAll(() => sandbox.dispose());

async function syncTakesItAtOnce(): Promise<void> {
  const { code, stderr } = await sandbox.run(["sync"]);
  expect(stderr).not.toContain("Waiting");
  expect(code, stderr).toBe(0);
}

/** A sync waits for the lock as long as its last sign of life may come from somebody, and takes it when that was too long ago. */
async function syncTakesItOnceOld({ child, finished }: RunningProgram, holder: RegExp, ageMs: number): Promise<void> {
  await said(child, new RegExp(`^Waiting for another sync to end \\(${holder.source}`, "m"));
  await ageLock(sandbox.database, ageMs);
  const { code, stderr } = await finished;
  expect(code, stderr).toBe(0);
}

async function killHolder(): Promise<void> {
  const gate = holdRequests(sandbox.simulator, isTestPage);
  const { child, finished } = sandbox.start(["sync"]);
  await gate.reached;
  child.kill("SIGKILL");
  await finished;
  gate.open();
  expect((await readLock(sandbox.database)).pid).toBe(child.pid);
}

it("a lock whose process is dead is taken over at once", async () => {
  await killHolder();
  await syncTakesItAtOnce();
  expect(statuses(sandbox.database).slice(-2)).toEqual(["interrupted", "success"]);
});

it("a lock whose process id another program has by now is taken over at once", async () => {
  await killHolder();
  // As if the system had given the dead holder's id to this process.
  await writeLock(sandbox.database, { ...(await readLock(sandbox.database)), pid: process.pid });
  await syncTakesItAtOnce();
});

it("an empty lock is waited for while somebody may still be writing it, then taken over", async () => {
  await writeFile(lock, "");
  await syncTakesItOnceOld(sandbox.start(["sync"]), /an unknown process\)/, 11_000);
});

it("a lock full of garbage is waited for while somebody may still be writing it, then taken over", async () => {
  await writeFile(lock, "\u0000\u0001 this is no lock {");
  await syncTakesItOnceOld(sandbox.start(["sync"]), /an unknown process\)/, 11_000);
});

it("an old lock full of garbage is taken over at once", async () => {
  await writeFile(lock, "[1, 2, 3]");
  await ageLock(sandbox.database, 60_000);
  await syncTakesItAtOnce();
});

it("a directory in the place of the lock is named at once and left alone", async () => {
  await mkdir(lock);
  const { code, stdout, stderr } = await sandbox.run(["sync"]);
  expect(stderr).toMatch(/^Error: The sync lock .*sync\.lock .*a directory lies there. Move it away/m);
  expect(stdout).toBe("The sync did not start. Nothing was changed.\n");
  expect(code).toBe(1);
  expect((await stat(lock)).isDirectory()).toBe(true);
  await rm(lock, { recursive: true });
});

it("a lock that may not be read is waited for, and taken over after an hour without a sign of life", async () => {
  await writeLock(sandbox.database, {});
  await chmod(lock, 0o000);
  const program = sandbox.startCommand([...asOrdinaryUser(), process.execPath, CLI, "sync"]);
  await syncTakesItOnceOld(program, /a process of another user/, HOUR_MS + 1000);
});

it("a lock of another host is waited for, and taken over after an hour without a sign of life", async () => {
  await writeLock(sandbox.database, { host: "elsewhere.example", pid: 2 ** 22 + 1 });
  await ageLock(sandbox.database, HOUR_MS / 2);
  const holder = /process 4194305 on elsewhere\.example, started 2026-11-01T09:00:00\.000Z\)/;
  await syncTakesItOnceOld(sandbox.start(["sync"]), holder, HOUR_MS + 1000);
});
