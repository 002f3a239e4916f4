import { type Settings, SettingsError } from "@testio/config";
import type { Store } from "@testio/store";
import { describeFailure } from "../failure.js";
import type { Io } from "../io.js";
import { commandSettings, databaseExists, databasePath } from "../settings.js";
import { withStoredData } from "../stored-data.js";
import { type Check, checksOf } from "./check.js";
import { checkApi } from "./check-api.js";
import { checkBackground } from "./check-background.js";
import { checkClients } from "./check-clients.js";
import { checkCoverage } from "./check-coverage.js";
import { checkIntegrity, checkMissingDatabase, checkPermissions } from "./check-database.js";
import { checkDisk } from "./check-disk.js";
import { checkEnvFile, checkPresentEnvFile } from "./check-env-file.js";
import { checkLock } from "./check-lock.js";

const settingsChecks = checksOf("settings");
const database = checksOf("database");

/** Looks at everything a sync and an answer depend on, one after the other. Changes nothing. */
export async function* examine(io: Io, envFile: string | undefined): AsyncGenerator<Check> {
  let settings: Settings;
  try {
    settings = commandSettings(io, envFile);
    // A path that cannot be one is as wrong as any other value.
    databaseExists(databasePath(settings));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    yield* error.problems.map(settingsChecks.wrong);
    const aboutFile = await checkPresentEnvFile(io, envFile);
    yield* (aboutFile ?? []).filter(({ state }) => state !== "ok");
    return;
  }
  if (settings.warnings.length === 0) yield settingsChecks.ok("All of them are understood.");
  yield* settings.warnings.map(settingsChecks.hint);
  yield* await checkEnvFile(io, envFile);
  yield* await checkApi(settings, io);
  yield* examineDatabase(settings, io);
  yield* await checkClients(io);
}

async function* examineDatabase(settings: Settings, io: Io): AsyncGenerator<Check> {
  if (!settings.localStore) {
    yield database.ok("Nothing is kept on disk, since TESTIO_ENABLE_LOCAL_STORE is false.");
    return;
  }
  const path = settings.dbPath;
  if (databaseExists(path)) {
    yield await checkPermissions(path);
    yield* await examineStored(settings, io.now());
  } else {
    yield await checkMissingDatabase(path);
    yield await checkDisk(path, 0);
  }
  yield await checkLock(path);
}

async function examineStored(settings: Settings, now: Date): Promise<Check[]> {
  const opened = async (store: Store): Promise<Check[]> => {
    const { readBackgroundState } = await import("@testio/sync-core");
    const integrity = await checkIntegrity(store);
    if (integrity.state === "wrong") return [integrity];
    const { sizeBytes, lastSyncCompletedAt } = await store.stats();
    return [
      integrity,
      ...checkCoverage(await store.productSyncSummaries(), lastSyncCompletedAt, now),
      await checkDisk(store.path, sizeBytes),
      checkBackground(await readBackgroundState(store), now),
    ];
  };
  try {
    return (await withStoredData(settings, opened)) ?? [];
  } catch (error) {
    return [
      database.wrong(
        describeFailure(error)
          .problems.map(({ message }) => message)
          .join(" "),
      ),
    ];
  }
}
