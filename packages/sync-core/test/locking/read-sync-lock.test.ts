import { link, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireFileLock } from "../../src/locking/file-lock.js";
import { readSyncLock } from "../../src/locking/read-sync-lock.js";
import { lockPathOf } from "../../src/locking/sync-lock.js";

let directory: string;
let database: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "read-lock-"));
  database = join(directory, "cache.db");
});
afterEach(() => rm(directory, { recursive: true }));

test("tells who holds the lock, and changes nothing", async () => {
  expect(await readSyncLock(database)).toBeNull();
  const path = lockPathOf(database);
  const options = { waitMs: 0, startedAt: new Date("2026-11-01T10:00:00Z"), signal: new AbortController().signal };
  const lock = await acquireFileLock(path, options);
  const before = await readFile(path, "utf8");
  const holder = `process ${process.pid} on ${hostname()}, started 2026-11-01T10:00:00.000Z`;
  expect(await readSyncLock(database)).toEqual({ holder, stale: false });
  const longAgo = new Date(Date.now() - 2 * 60 * 60_000);
  await utimes(path, longAgo, longAgo);
  expect(await readSyncLock(database)).toEqual({ holder, stale: true });
  expect(await readFile(path, "utf8")).toBe(before);
  await lock.release();
  expect(await readSyncLock(database)).toBeNull();
});

test("tells that something else lies in the lock's place", async () => {
  await mkdir(lockPathOf(database));
  await expect(readSyncLock(database)).rejects.toMatchObject({
    name: "SyncLockUnavailableError",
    message: expect.stringContaining("a directory lies there. Move it away"),
  });
});

test("knows one lock of a database that is reached by several paths", async () => {
  await writeFile(database, "");
  const elsewhere = join(directory, "elsewhere");
  await mkdir(elsewhere);
  await symlink(database, join(elsewhere, "linked.db"));
  await link(database, join(directory, "twin.db"));
  const path = lockPathOf(database);
  expect(lockPathOf(join(elsewhere, "linked.db"))).toBe(path);
  expect(lockPathOf(join(directory, "twin.db"))).toBe(path);
  expect(lockPathOf(join(directory, "new.db"))).toBe(path);
});
