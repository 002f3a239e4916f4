import type { Settings } from "@testio/config";
import type { Store } from "@testio/store";
import { databaseExists, databasePath } from "./settings.js";

/** Works on what is stored. Null, without calling `work`, when there is no database yet: it is not made. */
export async function withStoredData<T>(settings: Settings, work: (store: Store) => Promise<T>): Promise<T | null> {
  const path = databasePath(settings);
  if (!databaseExists(path)) return null;
  const { openStore } = await import("@testio/store");
  const store = await openStore({ path, customerId: settings.customerId });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const FETCH = "Run testio-mcp sync to make it and fetch your data.";
const BEGIN = "Run testio-mcp setup: it asks for your token, and fetches your data.";

/** Why there is nothing stored, and what to do about it. */
export function nothingStored(settings: Settings): string[] {
  if (!settings.localStore) {
    return ["Nothing is stored: TESTIO_ENABLE_LOCAL_STORE is false, so every program keeps its own data in memory."];
  }
  return [`There is no database yet at ${settings.dbPath}.`, settings.apiToken === null ? BEGIN : FETCH];
}
