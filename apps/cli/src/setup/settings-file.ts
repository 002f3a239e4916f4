import { join, resolve } from "node:path";
import {
  checkSetting,
  displayPath,
  editEnvText,
  readEnvText,
  SETTINGS_TABLE,
  type SettingKey,
  settingDefault,
} from "@testio/config";
import { ConfigFileError } from "../files/config-file-error.js";
import { type FoundFile, readConfigFile } from "../files/read-config-file.js";
import { replaceConfigFile } from "../files/replace-config-file.js";
import type { Io } from "../io.js";
import type { SetupAnswers } from "./answers.js";
import { parseSubdomain } from "./subdomain.js";

const HEADING = "# Settings of testio-mcp, written by `testio-mcp setup`. Holds the API token: keep it to yourself.\n";

/** The bits of a file's mode that let others than its owner in. */
const OTHERS = 0o077;

/** The file that setup writes, as it was found. */
export interface SettingsFile {
  path: string;
  found: FoundFile | null;
  /** What it sets, by variable. */
  values: Readonly<Record<string, string>>;
}

/** @throws ConfigFileError when there is something in its place that cannot be read. */
export async function readSettingsFile(
  envFile: string | undefined,
  { homeDir, cwd }: Pick<Io, "homeDir" | "cwd">,
): Promise<SettingsFile> {
  const path = envFile === undefined ? join(homeDir, ".testio-mcp.env") : resolve(cwd, envFile);
  const found = await readConfigFile(path);
  return { path, found, values: readEnvText(found?.text ?? "") };
}

/**
 * What is set already, as the answers to begin with. Wrong values count as none: setup is there to mend them. Of the
 * environment, only the address of the API counts, since it is where the token is checked.
 */
export function answersSoFar({ values }: SettingsFile, env: Io["env"]): SetupAnswers {
  const read = <Key extends SettingKey>(key: Key, text = values[variableOf(key)]) => {
    const set = checkSetting(key, text ?? "");
    return "value" in set ? set.value : settingDefault(key);
  };
  const baseUrl = variableOf("apiBaseUrl");
  return {
    subdomain: parseSubdomain(values[variableOf("customerName")] ?? ""),
    baseUrl: read("apiBaseUrl", values[baseUrl] || env[baseUrl]),
    token: read("apiToken"),
    customerId: read("customerId"),
    productIds: read("productIds"),
    refreshIntervalSeconds: read("refreshIntervalSeconds"),
  };
}

/** What the file has to say for these answers to count; null = nothing. What equals a default is written only over something else. */
function changesFor(answers: SetupAnswers, { values }: SettingsFile): Record<string, string | null> {
  const { subdomain, baseUrl, token, customerId, productIds, refreshIntervalSeconds } = answers;
  const name = variableOf("customerName");
  // A name that is no subdomain was chosen by somebody, to be shown.
  const isChosen = values[name] !== undefined && parseSubdomain(values[name]) === null;
  const unlessDefault = (key: SettingKey, text: string) =>
    text === String(settingDefault(key)) && values[variableOf(key)] === undefined ? {} : { [variableOf(key)]: text };
  return {
    ...(token !== null && { [variableOf("apiToken")]: token }),
    ...(subdomain !== null && !isChosen && { [name]: subdomain }),
    ...unlessDefault("apiBaseUrl", baseUrl),
    [variableOf("customerId")]: String(customerId),
    [variableOf("productIds")]: productIds === null ? null : productIds.join(","),
    [variableOf("refreshIntervalSeconds")]: String(refreshIntervalSeconds),
  };
}

export interface SavedSettings {
  file: string;
  /** False = the file said all this already. */
  changed: boolean;
  /** The copy of the file as it was; null when there was none, or nothing was changed. */
  backup: string | null;
}

/**
 * Writes the answers into the file, and leaves everything else in it as it is.
 *
 * @throws ConfigFileError when that is not possible; nothing is changed then.
 */
export async function saveSettings(file: SettingsFile, answers: SetupAnswers, io: Io): Promise<SavedSettings> {
  const { path, found } = file;
  const content = edited(path, found?.text ?? HEADING, changesFor(answers, file), io);
  const isPrivate = found !== null && (found.mode & OTHERS) === 0;
  if (content === found?.text && isPrivate) return { file: path, changed: false, backup: null };
  const backup = await replaceConfigFile({ path, found, content, isPrivate: true, now: io.now() });
  return { file: path, changed: true, backup };
}

function edited(path: string, text: string, changes: Record<string, string | null>, { homeDir }: Io): string {
  try {
    return editEnvText(text, changes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const shown = displayPath(path, homeDir);
    throw new ConfigFileError(`${shown}: ${error.message} Put it right by hand, or move the file away and try again.`);
  }
}

/** Variables of the environment that count instead of what was saved under their names. */
export function hiddenByEnvironment(answers: SetupAnswers, file: SettingsFile, env: Io["env"]): string[] {
  return Object.entries(changesFor(answers, file)).flatMap(([name, value]) => {
    const other = (env[name] ?? "").trim();
    return other === "" || other === value ? [] : [name];
  });
}

function variableOf(key: SettingKey): string {
  const entry = SETTINGS_TABLE.find((row) => row.key === key);
  if (entry === undefined) throw new Error(`${key} is no setting.`);
  return entry.variable;
}
