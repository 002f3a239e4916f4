import type { Store } from "@testio/store";

/** Who is syncing this database at this moment, whichever process it is; null when nobody is. */
export async function findRunningSync(store: Store): Promise<{ holder: string } | null> {
  if (store.inMemory) {
    // No other process sees it and no file locks it: what runs is recorded, and dies with the record.
    const [latest] = await store.listSyncEvents(1);
    return latest?.status === "running" ? { holder: "this server" } : null;
  }
  const { readSyncLock } = await import("@testio/sync-core");
  const lock = await readSyncLock(store.path);
  return lock === null || lock.stale ? null : { holder: lock.holder };
}
