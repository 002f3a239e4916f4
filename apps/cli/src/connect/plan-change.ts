import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type FoundFile, readConfigFile } from "../files/read-config-file.js";
import { isBackupOf } from "../files/replace-config-file.js";
import { clientDocument } from "./client-document.js";
import type { Client } from "./clients.js";
import { isObject, mergedEntry, type ServerEntry } from "./server-entry.js";

/** What a change makes of a client: `unchanged` and `absent` = there is nothing to do. */
export type ChangeState = "connected" | "unchanged" | "removed" | "absent";

/** A change to a client's file that was worked out, and not made yet. */
export interface ClientChange {
  path: string;
  state: ChangeState;
  found: FoundFile | null;
  /** The new content; null = no file. */
  content: string | Buffer | null;
}

/** @throws ConfigFileError when the file is not what its client could read. */
export async function planConnection(path: string, client: Client, entry: ServerEntry): Promise<ClientChange> {
  const found = await readConfigFile(path);
  const document = clientDocument(path, found?.text ?? "", client);
  const wanted = mergedEntry(entry, document.entry);
  if (isDeepStrictEqual(document.entry, wanted)) return { path, state: "unchanged", found, content: found?.text ?? "" };
  return { path, state: "connected", found, content: ended(document.withEntry(wanted), found) };
}

/** @throws ConfigFileError when the file is not what its client could read. */
export async function planRemoval(path: string, client: Client): Promise<ClientChange> {
  const found = await readConfigFile(path);
  const document = clientDocument(path, found?.text ?? "", client);
  if (found === null || document.entry === null) return { path, state: "absent", found, content: found?.text ?? null };
  const before = await contentBefore(path, client, found, document.entry);
  return { path, state: "removed", found, content: before === undefined ? document.withoutEntry() : before };
}

/**
 * The content that connecting made the present one from: a copy kept then, or nothing (null). So a file that nobody changed
 * since gets back every byte it had. Undefined when somebody did.
 */
async function contentBefore(
  path: string,
  client: Client,
  found: FoundFile,
  entry: unknown,
): Promise<Buffer | null | undefined> {
  if (!isObject(entry)) return undefined;
  const leadsHere = (text: string, before: FoundFile | null) => {
    const document = clientDocument(path, text, client);
    return document.entry === null && ended(document.withEntry(entry), before) === found.text;
  };
  const directory = dirname(path);
  const backups = (await readdir(directory)).filter((name) => isBackupOf(name, basename(path))).sort();
  for (const name of backups.reverse()) {
    const backup = await readConfigFile(join(directory, name));
    if (backup !== null && isReadable(path, backup.text, client) && leadsHere(backup.text, backup)) return backup.bytes;
  }
  return leadsHere("", null) ? null : undefined;
}

function isReadable(path: string, text: string, client: Client): boolean {
  try {
    clientDocument(path, text, client);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ConfigFileError") return false;
    throw error;
  }
}

/** A new file ends with a line break, an old one as it did. */
function ended(text: string, found: FoundFile | null): string {
  return found === null ? `${text}\n` : text;
}
