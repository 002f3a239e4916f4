import { SettingsError } from "@testio/config";
import type { NamedRecord, StoredName } from "@testio/store";
import type { Io } from "../io.js";
import { plainLine } from "../output/plain-text.js";
import { commandSettings, databasePath } from "../settings.js";
import type { Candidate } from "./candidate.js";

/** Records that are stored whose names or ids may begin as typed. */
export type StoredNames = (source: { stored: NamedRecord; by: "name" | "id" }, typed: string) => Promise<Candidate[]>;

const MOST_IDS = 100;
const MOST_NAMES = 5000;

/** Those of the database of these settings; none where they are wrong: the command itself says so when it runs. */
export function storedNames(io: Io, envFile: string | undefined): StoredNames {
  return async ({ stored, by }, typed) => {
    const isId = /^\d+$/.test(typed);
    if (by === "id" && !isId && typed !== "") return [];
    const settings = settingsOrNull(io, envFile);
    if (settings === null) return [];
    const { findNames } = await import("@testio/store");
    const { customerId, productIds } = settings;
    const byId = isId || by === "id";
    const found = await findNames({
      path: databasePath(settings),
      customerId,
      of: stored,
      limit: byId ? MOST_IDS : MOST_NAMES,
      ...(isId ? { idPrefix: typed } : {}),
    });
    const allowed =
      stored === "product" && productIds !== null ? found.filter(({ id }) => productIds.includes(id)) : found;
    return byId
      ? allowed.map(({ id, name }) => ({ value: String(id), meaning: plainLine(name) }))
      : namesOf(allowed, stored);
  };
}

/** Each name once. One that looks like an option or an id could not be told from it. */
function namesOf(found: readonly StoredName[], kind: NamedRecord): Candidate[] {
  const ids = new Map<string, number[]>();
  for (const { id, name } of found) {
    const shown = plainLine(name);
    ids.set(shown, [...(ids.get(shown) ?? []), id]);
  }
  return [...ids]
    .filter(([name]) => name !== "" && !/^-|^\d+$/.test(name))
    .map(([value, [id, ...others]]) => ({
      value,
      meaning: others.length === 0 ? `${kind} ${id}` : `${others.length + 1} ${kind}s of this name`,
    }));
}

function settingsOrNull(io: Io, envFile: string | undefined) {
  try {
    return commandSettings(io, envFile);
  } catch (error) {
    if (error instanceof SettingsError) return null;
    throw error;
  }
}
