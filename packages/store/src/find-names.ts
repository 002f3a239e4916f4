import type { NamesQuery, StoredName } from "./types.js";

/**
 * Ids and names of what is stored, for the completion of what somebody types. Takes a few milliseconds at any size, writes
 * nothing, waits for nobody: without a database, or with one that is locked, damaged, older or newer, there are none.
 */
export async function findNames(query: NamesQuery): Promise<StoredName[]> {
  const { findNamesIn } = await import("./sqlite/find-names.js");
  return findNamesIn(query);
}
