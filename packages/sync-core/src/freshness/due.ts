import { FINAL_TEST_STATUSES, type TestStamp } from "@testio/store";

/** How old something may be at a moment. */
export interface Age {
  now: Date;
  ttlMs: number;
}

/** Whether something was never fetched, or longer ago than it may be. A stamp from the future (the clock was set back) proves nothing. */
export function isOutdated(fetchedAt: Date | null, { now, ttlMs }: Age): boolean {
  if (fetchedAt === null) return true;
  const age = now.getTime() - fetchedAt.getTime();
  return age < 0 || age >= ttlMs;
}

/** Whether a test changes no more, its bugs included. */
function isFinal({ status }: Pick<TestStamp, "status">): boolean {
  return FINAL_TEST_STATUSES.some((final) => final === status);
}

/** Whether a stored test is to be read again. What is gone upstream is left to the sync that found it gone. */
export function isTestDue(test: TestStamp, age: Age, force: boolean): boolean {
  if (test.deletedAt !== null || isFinal(test)) return false;
  return force || isOutdated(test.syncedAt, age);
}

/** Whether the bugs of a stored test are to be fetched; of one that became final once more after that, then never. */
export function areBugsDue(test: TestStamp, age: Age, force: boolean): boolean {
  const { bugsSyncedAt, finalSeenAt, deletedAt } = test;
  if (deletedAt !== null) return false;
  if (bugsSyncedAt === null || bugsSyncedAt > age.now) return true;
  if (isFinal(test)) return finalSeenAt === null || bugsSyncedAt < finalSeenAt;
  return force || isOutdated(bugsSyncedAt, age);
}
