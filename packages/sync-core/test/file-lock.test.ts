import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AcquireOptions, acquireFileLock } from "../src/locking/file-lock.js";
import { parseLockRecord } from "../src/locking/lock-record.js";
import { processIncarnation } from "../src/locking/process-identity.js";

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sync-lock-"));
  path = join(directory, "sync.lock");
});
afterEach(() => rm(directory, { recursive: true }));

const options = (changes: Partial<AcquireOptions> = {}): AcquireOptions => ({
  waitMs: 0,
  startedAt: new Date("2026-11-01T10:00:00Z"),
  signal: new AbortController().signal,
  ...changes,
});

async function otherProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", "console.log('up'); process.stdin.resume()"]);
  await once(child.stdout, "data");
  return child;
}

async function writeLock(changes: Record<string, unknown>): Promise<void> {
  const record = { token: "theirs", pid: process.pid, host: hostname(), started_at: "2026-11-01T09:00:00.000Z" };
  await writeFile(path, JSON.stringify({ ...record, incarnation: null, ...changes }));
}

describe("the lock file", () => {
  test("says who holds it, and is gone once released", async () => {
    const lock = await acquireFileLock(path, options());
    const record = parseLockRecord(await readFile(path, "utf8"));
    expect(record).toMatchObject({ token: lock.token, pid: process.pid, started_at: "2026-11-01T10:00:00.000Z" });
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  test("refuses a second holder at once, naming the first", async () => {
    const lock = await acquireFileLock(path, options());
    await expect(acquireFileLock(path, options())).rejects.toMatchObject({
      name: "SyncLockedError",
      message: expect.stringContaining(`process ${process.pid} on ${hostname()}, started 2026-11-01T10:00:00.000Z`),
    });
    await lock.release();
  });

  test("is handed over to who waits, and the waiting is reported", async () => {
    const lock = await acquireFileLock(path, options());
    const waited: string[] = [];
    const next = await acquireFileLock(path, {
      ...options({ waitMs: 20_000 }),
      onWait: (holder) => {
        if (waited.push(holder) === 1) void lock.release();
      },
    });
    expect(waited[0]).toContain(`process ${process.pid}`);
    expect(next.token).not.toBe(lock.token);
    await next.release();
  });

  test("ends the waiting when the signal is aborted", async () => {
    const lock = await acquireFileLock(path, options());
    const controller = new AbortController();
    const waiting = acquireFileLock(path, {
      ...options({ waitMs: 20_000, signal: controller.signal }),
      onWait: () => controller.abort(),
    });
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    await lock.release();
  });

  test("is given to exactly one of many who ask at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => acquireFileLock(path, options())));
    const got = asked.filter((outcome) => outcome.status === "fulfilled");
    expect(got).toHaveLength(1);
    await got[0]?.value.release();
    expect(await readdir(directory)).toEqual([]);
  });

  test("does not remove a lock that is somebody else's by now", async () => {
    const lock = await acquireFileLock(path, options());
    await writeLock({ token: "somebody else" });
    await lock.release();
    expect(parseLockRecord(await readFile(path, "utf8"))?.token).toBe("somebody else");
  });
});

describe("a lock left behind", () => {
  test("by a process that is gone is taken over", async () => {
    const child = await otherProcess();
    await writeLock({ pid: child.pid });
    await expect(acquireFileLock(path, options())).rejects.toThrow("Another sync is running");
    child.kill("SIGKILL");
    await once(child, "exit");
    const lock = await acquireFileLock(path, options());
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  test("by a process whose id another program has now is taken over", async () => {
    const child = await otherProcess();
    const incarnation = await processIncarnation(child.pid ?? 0);
    await writeLock({ pid: child.pid, incarnation });
    await expect(acquireFileLock(path, options())).rejects.toThrow("Another sync is running");
    await writeLock({ pid: child.pid, incarnation: "an earlier boot:1234" });
    const lock = await acquireFileLock(path, options());
    await lock.release();
    child.kill("SIGKILL");
  });

  test.each(["", "garbage", "{}", '{"token":1}'])(
    "with content %j is taken over once nobody can be writing it",
    async (content) => {
      await writeFile(path, content);
      await expect(acquireFileLock(path, options())).rejects.toThrow("an unknown process");
      const earlier = new Date(Date.now() - 60_000);
      await utimes(path, earlier, earlier);
      const lock = await acquireFileLock(path, options());
      await lock.release();
    },
  );

  test("on another host is taken over only after an hour without a heartbeat", async () => {
    await writeLock({ host: "elsewhere.example", pid: 1 });
    const halfAnHourAgo = new Date(Date.now() - 30 * 60_000);
    await utimes(path, halfAnHourAgo, halfAnHourAgo);
    await expect(acquireFileLock(path, options())).rejects.toThrow("elsewhere.example");
    const twoHoursAgo = new Date(Date.now() - 120 * 60_000);
    await utimes(path, twoHoursAgo, twoHoursAgo);
    const lock = await acquireFileLock(path, options());
    await lock.release();
  });

  test("is taken over by exactly one of many who find it", async () => {
    await writeLock({ pid: 2 ** 22 + 1 });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => acquireFileLock(path, options())));
    expect(asked.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });
});

test("a place where no lock can be written is named, with the way out", async () => {
  await writeFile(join(directory, "file"), "");
  const under = join(directory, "file", "sync.lock");
  await expect(acquireFileLock(under, options())).rejects.toMatchObject({
    name: "SyncLockUnavailableError",
    message: expect.stringContaining("TESTIO_DB_PATH"),
  });
});
