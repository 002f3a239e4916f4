import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AcquireOptions, acquireFileLock } from "../../src/locking/file-lock.js";
import { findLock, removeLock } from "../../src/locking/lock-file.js";
import { parseLockRecord } from "../../src/locking/lock-record.js";
import { isProcessAlive } from "../../src/locking/process-identity.js";

const HOUR_MS = 60 * 60_000;

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lock-file-"));
  path = join(directory, "sync.lock");
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(directory, { recursive: true });
});

function acquire(changes: Partial<AcquireOptions> = {}) {
  const startedAt = new Date("2026-11-01T10:00:00Z");
  return acquireFileLock(path, { waitMs: 0, startedAt, signal: new AbortController().signal, ...changes });
}

async function setAge(ms: number): Promise<void> {
  const touched = new Date(Date.now() - ms);
  await utimes(path, touched, touched);
}

const record = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    token: "theirs",
    pid: 1,
    host: "elsewhere.example",
    started_at: "2026-11-01T09:00:00Z",
    ...changes,
  });

describe("what lies in the place of a lock but is none", () => {
  test.each<[what: string, make: () => Promise<unknown>]>([
    ["a directory", () => mkdir(path)],
    ["a symbolic link", () => symlink("sync.lock", path)],
    ["something that is no file", () => promisify(execFile)("mkfifo", [path])],
  ])("%s is named at once and left alone", async (what, make) => {
    await make();
    await expect(acquire({ waitMs: 20_000 })).rejects.toMatchObject({
      name: "SyncLockUnavailableError",
      lockPath: path,
      message: expect.stringContaining(`${what} lies there. Move it away`),
    });
    expect(await readdir(directory)).toEqual(["sync.lock"]);
  });

  test("garbage from the future is taken over too", async () => {
    await writeFile(path, "garbage");
    await setAge(-HOUR_MS);
    await (await acquire()).release();
    expect(await readdir(directory)).toEqual([]);
  });
});

test.each<[what: string, changes: Record<string, unknown>]>([
  ["a process group for a process", { pid: 0 }],
  ["every process for one", { pid: -1 }],
  ["half a process", { pid: 1.5 }],
  ["no token", { token: null }],
  ["no host", { host: 7 }],
  ["no start", { started_at: undefined }],
])("a record that names %s is none", (_what, changes) => {
  expect(parseLockRecord(record())).toMatchObject({ pid: 1, incarnation: null });
  expect(parseLockRecord(record(changes))).toBeNull();
});

test("a killed process whose parent never asked for its end counts as gone", async () => {
  // The shell becomes a `sleep`, which knows nothing of the child that the shell had.
  const parent = spawn("sh", ["-c", `"${process.execPath}" -e "process.stdin.resume()" & echo $!; exec sleep 60`]);
  const [said] = await once(parent.stdout, "data");
  const pid = Number(said);
  expect(await isProcessAlive(pid)).toBe(true);
  process.kill(pid, "SIGKILL");
  await expect.poll(() => isProcessAlive(pid)).toBe(false);
  if (process.platform === "linux") expect(await readFile(`/proc/${pid}/stat`, "utf8")).toContain(" Z ");
  await writeFile(path, record({ pid, host: hostname() }));
  await (await acquire()).release();
  parent.kill("SIGKILL");
  await once(parent, "exit");
});

describe("the heartbeat", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));

  test("keeps a long sync's lock young", async () => {
    const lock = await acquire();
    await setAge(HOUR_MS - 1000);
    vi.advanceTimersByTime(30_000);
    await expect.poll(async () => Date.now() - (await stat(path)).mtimeMs).toBeLessThan(60_000);
    await expect(acquire()).rejects.toThrow("Another sync is running");
    expect(await lock.isHeld()).toBe(true);
    await lock.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("of a process that lost the lock does not keep the next holder's alive", async () => {
    const lost = await acquire();
    await rm(path);
    await writeFile(path, record());
    await setAge(HOUR_MS / 2);
    const { mtime } = await stat(path);
    expect(await lost.isHeld()).toBe(false);
    vi.advanceTimersByTime(30_000);
    await lost.release();
    expect((await stat(path)).mtime).toEqual(mtime);
    expect(await readFile(path, "utf8")).toBe(record());
  });
});

test("a lock that a heartbeat touched since it was judged stale is put back", async () => {
  await writeFile(path, record());
  await setAge(2 * HOUR_MS);
  const judged = await findLock(path);
  await setAge(0);
  await removeLock(path, ({ identity }) => identity === judged?.identity);
  expect(await readFile(path, "utf8")).toBe(record());
  await expect(acquire()).rejects.toThrow("elsewhere.example");
  expect(await readdir(directory)).toEqual(["sync.lock"]);
});
