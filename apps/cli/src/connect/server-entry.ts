import type { Client } from "./clients.js";
import type { Launch } from "./launch.js";

/** The name under which clients know this server. */
export const SERVER_NAME = "testio";

export type ServerEntry = Readonly<Record<string, unknown>>;

/** Fields that say how a server is reached; all others (`env`, `disabled`, …) are the user's. */
const REACHED_BY = ["type", "command", "args", "url", "serverUrl", "headers"];

/** What a client's file says about this server. The token is not in it: the server reads it from its own settings file. */
export function serverEntry({ saysType }: Pick<Client, "saysType">, { command, args, env }: Launch): ServerEntry {
  return { ...(saysType && { type: "stdio" }), command, args, ...(env && { env }) };
}

/** The new entry with what the user added to the old one. */
export function mergedEntry(entry: ServerEntry, old: unknown): ServerEntry {
  if (!isObject(old)) return entry;
  const kept = Object.fromEntries(Object.entries(old).filter(([name]) => !REACHED_BY.includes(name)));
  const env = { ...(isObject(old.env) ? old.env : {}), ...(isObject(entry.env) ? entry.env : {}) };
  return { ...entry, ...kept, ...(Object.keys(env).length > 0 && { env }) };
}

/** The entry as it would stand alone in a client's file. */
export function snippet({ section }: Pick<Client, "section">, entry: ServerEntry): string {
  return JSON.stringify({ [section]: { [SERVER_NAME]: entry } }, null, 2);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
