import { readFileSync } from "node:fs";
import { readEnvText } from "./env-text.js";
import { absolutePath, displayPath } from "./paths.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS_TABLE, type SettingKey } from "./settings-table.js";
import type { SettingsInput } from "./types.js";

/** One place where settings may be set. */
export interface Source {
  kind: "flags" | "env-file" | "environment" | "home-file" | "directory-file";
  /** Completes the sentence "set …". */
  where: string;
  values: Readonly<Record<string, string | undefined>>;
}

/** The text of one setting and the place it was taken from. */
export interface ChosenText {
  text: string;
  source: Source;
}
export type ChosenTexts = ReadonlyMap<SettingKey, ChosenText>;

/** Every place that sets something, the one that wins first. */
export function readSources(input: SettingsInput, warnings: string[]): Source[] {
  const { envFile, env, homeDir, cwd } = input;
  const sources: Source[] = [flagSource(input)];
  if (envFile !== undefined) sources.push(namedFile(envFile, input));
  sources.push({ kind: "environment", where: "in the environment", values: env });
  const homeFile = absolutePath("~/.testio-mcp.env", input);
  sources.push(...defaultFile("home-file", homeFile, homeDir, warnings));
  sources.push(...defaultFile("directory-file", absolutePath(".env", { homeDir, cwd }), homeDir, warnings));
  return sources;
}

function flagSource({ flags = {} }: SettingsInput): Source {
  const given = SETTINGS_TABLE.flatMap(({ key, variable }) => {
    const value = flags[key];
    return value === undefined ? [] : [[variable, String(value)]];
  });
  return { kind: "flags", where: "on the command line", values: Object.fromEntries(given) };
}

function namedFile(path: string, input: SettingsInput): Source {
  const file = absolutePath(path, input);
  try {
    return readEnvFile("env-file", file, input.homeDir);
  } catch (error) {
    const shown = displayPath(file, input.homeDir);
    throw new SettingsError([`The file ${shown} given with --env-file ${reasonOf(error)}. Check its path.`]);
  }
}

/** A default file may be absent; a directory of that name (a Python environment called `.env`) counts as absent. */
function defaultFile(kind: Source["kind"], file: string, homeDir: string, warnings: string[]): Source[] {
  try {
    return [readEnvFile(kind, file, homeDir)];
  } catch (error) {
    if (!["ENOENT", "ENOTDIR", "EISDIR"].includes(codeOf(error))) {
      warnings.push(`The settings file ${displayPath(file, homeDir)} ${reasonOf(error)}: it is ignored.`);
    }
    return [];
  }
}

function readEnvFile(kind: Source["kind"], file: string, homeDir: string): Source {
  return { kind, where: `in ${displayPath(file, homeDir)}`, values: readEnvText(readFileSync(file, "utf8")) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return "does not exist";
    case "EISDIR":
      return "is a directory";
    case "EACCES":
    case "EPERM":
      return "may not be read by this user";
    default:
      return "cannot be read";
  }
}
