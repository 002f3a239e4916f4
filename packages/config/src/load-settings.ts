import { InvalidSinceError } from "./invalid-since-error.js";
import { misspeltNames } from "./misspelt-names.js";
import { openToOthers } from "./open-to-others.js";
import { parseSince } from "./parse-since.js";
import { absolutePath } from "./paths.js";
import { problemSentence } from "./problem-sentence.js";
import { reversedThresholds } from "./reversed-thresholds.js";
import { riskWarnings } from "./risk-warnings.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS_TABLE, type SettingEntry, type SettingKey, settingsSchema } from "./settings-table.js";
import { type ChosenText, type ChosenTexts, readSources } from "./sources.js";
import type { Settings, SettingsInput } from "./types.js";

/**
 * Reads and checks all settings. For each, the first place that sets it to something other than an empty text wins:
 * flags, the file of `--env-file`, the environment, `~/.testio-mcp.env`, `./.env`, its default.
 *
 * @throws SettingsError with one sentence per wrong value, never only the first; it never holds the token.
 */
export function loadSettings(input: SettingsInput): Settings {
  const warnings: string[] = [];
  const sources = readSources(input, warnings);
  const chosen = new Map<SettingKey, ChosenText>();
  for (const { key, variable } of SETTINGS_TABLE) {
    const source = sources.find(({ values }) => (values[variable] ?? "").trim() !== "");
    const text = source?.values[variable];
    if (source !== undefined && text !== undefined) chosen.set(key, { text, source });
  }

  const parsed = settingsSchema.safeParse(Object.fromEntries([...chosen].map(([key, { text }]) => [key, text])));
  const wrongKeys = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const problems = SETTINGS_TABLE.filter(({ key }) => wrongKeys.has(key)).map((entry) => describe(entry, chosen));
  problems.push(...conflicts(chosen), ...wrongSince(chosen, input.now ?? new Date()));
  if (parsed.success) problems.push(...reversedThresholds(parsed.data), ...openToOthers(parsed.data));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);

  const { dbPath, logFile, ...values } = parsed.data;
  return {
    ...values,
    dbPath: dbPath === ":memory:" ? dbPath : absolutePath(dbPath, input),
    logFile: wantsLogFile(parsed.data, chosen) ? absolutePath(logFile, input) : null,
    warnings: [...warnings, ...misspeltNames(sources), ...riskWarnings(values.apiBaseUrl, chosen)],
  };
}

function describe(entry: SettingEntry, chosen: ChosenTexts): string {
  const { text, source } = chosen.get(entry.key) ?? { text: "", source: { where: "nowhere" } };
  return problemSentence(entry, text, source.where, chosen.get("apiToken")?.text);
}

function conflicts(chosen: ChosenTexts): string[] {
  const enabled = chosen.get("enabledTools");
  const disabled = chosen.get("disabledTools");
  if (enabled === undefined || disabled === undefined) return [];
  return [
    `ENABLED_TOOLS (set ${enabled.source.where}) and DISABLED_TOOLS (set ${disabled.source.where}) exclude each other: keep one of them.`,
  ];
}

function wrongSince(chosen: ChosenTexts, now: Date): string[] {
  const since = chosen.get("syncSince");
  if (since === undefined) return [];
  try {
    parseSince(since.text, now);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidSinceError)) throw error;
    return [`TESTIO_SYNC_SINCE (set ${since.source.where}): ${error.message}`];
  }
}

function wantsLogFile(values: { logFile: string; localStore: boolean }, chosen: ChosenTexts): boolean {
  if (values.logFile.toLowerCase() === "none") return false;
  return values.localStore || chosen.has("logFile");
}
