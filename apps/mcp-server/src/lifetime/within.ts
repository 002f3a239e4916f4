import { setTimeout as sleep } from "node:timers/promises";

/** Whether `work` ended within that time; it goes on all the same when it did not. */
export async function within(milliseconds: number, work: () => Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const timeout = sleep(milliseconds, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work().then(() => true), timeout]);
  } finally {
    timer.abort();
  }
}
