import { describeFailure } from "../failure.js";
import { type Check, checksOf } from "./check.js";

const lock = checksOf("lock");

/** Whether a sync could begin. */
export async function checkLock(databasePath: string): Promise<Check> {
  const { readSyncLock } = await import("@testio/sync-core");
  try {
    const found = await readSyncLock(databasePath);
    if (found === null) return lock.ok("Free: no sync is running.");
    if (!found.stale) return lock.ok(`A sync is running (${found.holder}); another one would wait for it.`);
    return lock.hint(`Left behind (${found.holder}). The next sync takes it over by itself; there is nothing to do.`);
  } catch (error) {
    return lock.wrong(
      describeFailure(error)
        .problems.map(({ message }) => message)
        .join(" "),
    );
  }
}
