import { statSync } from "node:fs";
import { loadSettings, type SettingFlags, type Settings, SettingsError } from "@testio/config";
import type { Io } from "./io.js";

/** The settings of one command. `:memory:` is the path when nothing is to be kept on disk. */
export function commandSettings(io: Io, envFile: string | undefined, flags: SettingFlags = {}): Settings {
  const { env, homeDir, cwd } = io;
  return loadSettings({ env, homeDir, cwd, envFile, flags, now: io.now() });
}

export function databasePath(settings: Settings): string {
  return settings.localStore ? settings.dbPath : ":memory:";
}

/**
 * Whether there is a database file yet.
 *
 * @throws SettingsError when there is a directory in its place.
 */
export function databaseExists(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new SettingsError([
      `TESTIO_DB_PATH must be a file, but ${path} is a directory. Add a file name, as in ${path}/cache.db.`,
    ]);
  }
  return found !== undefined;
}
