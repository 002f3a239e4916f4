import type { ClientName } from "../connect/clients.js";
import { applyChange, type ConnectionOutcome } from "../connect/connection.js";
import type { ClientChange } from "../connect/plan-change.js";
import { describeFailure, type Problem } from "../failure.js";
import type { Io } from "../io.js";
import type { SyncOutcome } from "../sync/sync-session.js";
import type { SetupAnswers } from "./answers.js";
import { firstSync } from "./first-sync.js";
import { hiddenByEnvironment, type SavedSettings, type SettingsFile, saveSettings } from "./settings-file.js";

export interface PlannedClient {
  name: ClientName;
  change: ClientChange;
}

/** All that was decided, before anything is changed. */
export interface SetupPlan {
  file: SettingsFile;
  answers: SetupAnswers;
  clients: readonly PlannedClient[];
  sync: boolean;
}

export interface SetupOutcome {
  saved: SavedSettings;
  answers: SetupAnswers;
  clients: readonly ConnectionOutcome[];
  /** Null = none was asked for. */
  sync: SyncOutcome | null;
  warnings: readonly string[];
  /** What failed after the settings were saved, the sync aside. */
  problems: readonly Problem[];
}

/**
 * Saves the settings, connects the clients, then syncs. `onStep` hears of each part as soon as it is done.
 *
 * @throws ConfigFileError when the settings cannot be saved: then nothing was changed.
 */
export async function carryOut(
  { file, answers, clients, sync }: SetupPlan,
  { envFile, json, onStep }: { envFile: string | undefined; json: boolean; onStep: (outcome: SetupOutcome) => void },
  io: Io,
): Promise<SetupOutcome> {
  const saved = await saveSettings(file, answers, io);
  const warnings = hiddenByEnvironment(answers, file, io.env).map(
    (name) => `${name} is set in the environment, where it wins over what was saved.`,
  );
  const connected: ConnectionOutcome[] = [];
  const problems: Problem[] = [];
  for (const { name, change } of clients) {
    try {
      connected.push(await applyChange(name, change, io));
    } catch (error) {
      problems.push(...describeFailure(error).problems);
    }
  }
  const outcome: SetupOutcome = { saved, answers, clients: connected, sync: null, warnings, problems };
  onStep(outcome);
  return sync ? { ...outcome, sync: await firstSync(envFile, json, io) } : outcome;
}
