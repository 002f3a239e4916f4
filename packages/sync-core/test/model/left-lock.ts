import { writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import type { Store } from "@testio/store";
import { lockPathOf } from "../../src/locking/sync-lock.js";

/** Higher than any process id of the systems this runs on. */
const NO_PROCESS = 2 ** 30;

/** Leaves the lock file of a process that was killed. In memory the lock dies with its process. */
export async function leaveLockOfDeadProcess({ path, inMemory }: Store): Promise<void> {
  if (inMemory) return;
  const record = {
    token: "of-a-dead-process",
    pid: NO_PROCESS,
    host: hostname(),
    started_at: new Date(0).toISOString(),
    incarnation: null,
  };
  await writeFile(lockPathOf(path), `${JSON.stringify(record)}\n`);
}
