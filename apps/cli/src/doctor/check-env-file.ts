import { join, resolve } from "node:path";
import { displayPath, ignoredEnvLines, readEnvText, SETTINGS_TABLE } from "@testio/config";
import { type FoundFile, readConfigFile } from "../files/read-config-file.js";
import type { Io } from "../io.js";
import { countOf, listInWords } from "../output/words.js";
import { type Check, checksOf } from "./check.js";

const envFile = checksOf("env file");

/** The bits of a file's mode that let others than its owner in. */
const OTHERS = 0o077;
const MOST_LINES = 5;

/** The file that setup writes: is it there, is it private, is every line of it understood, does it count. */
export async function checkEnvFile(io: Io, named: string | undefined): Promise<Check[]> {
  const checks = await checkPresentEnvFile(io, named);
  return checks ?? [absent(displayPath(join(io.homeDir, ".testio-mcp.env"), io.homeDir), io.env)];
}

/** The same where there is such a file; else null. */
export async function checkPresentEnvFile(io: Io, named: string | undefined): Promise<Check[] | null> {
  const path = named === undefined ? join(io.homeDir, ".testio-mcp.env") : resolve(io.cwd, named);
  const shown = displayPath(path, io.homeDir);
  let found: FoundFile | null;
  try {
    found = await readConfigFile(path);
  } catch (error) {
    if (!(error instanceof Error && error.name === "ConfigFileError")) throw error;
    return [envFile.wrong(error.message)];
  }
  if (found === null) return null;
  const values = readEnvText(found.text);
  const problems = [
    ...permissions(shown, found.mode),
    ...misread(shown, found.text),
    // What is named on the command line wins over the environment.
    ...(named === undefined ? outvoted(shown, values, io.env) : []),
  ];
  if (problems.length > 0) return problems.map(envFile.hint);
  const known = SETTINGS_TABLE.filter(({ variable }) => (values[variable] ?? "").trim() !== "");
  return [envFile.ok(`${shown} sets ${countOf(known.length, "setting")}, and only you can read it.`)];
}

function absent(shown: string, env: Io["env"]): Check {
  const isSet = SETTINGS_TABLE.some(({ variable, secret }) => secret && (env[variable] ?? "").trim() !== "");
  return isSet
    ? envFile.ok(`There is no ${shown}; the token comes from elsewhere. testio-mcp setup would make one.`)
    : envFile.hint(`There is no ${shown}. Run testio-mcp setup to make it.`);
}

function permissions(shown: string, mode: number): string[] {
  if (process.platform === "win32" || (mode & OTHERS) === 0) return [];
  return [
    `Others on this machine may be able to read the token in ${shown} (mode ${mode.toString(8)}). Run chmod 600 on it.`,
  ];
}

/** Never shows a line: it may be the token, written without its name. */
function misread(shown: string, text: string): string[] {
  const lines = ignoredEnvLines(text);
  if (lines.length === 0) return [];
  const [noun, verb] = lines.length === 1 ? ["Line", "is"] : ["Lines", "are"];
  const more = lines.length > MOST_LINES ? [`${lines.length - MOST_LINES} more`] : [];
  return [
    `${noun} ${listInWords([...lines.slice(0, MOST_LINES), ...more])} of ${shown} ${verb} no NAME=value, and ${verb} ignored.`,
  ];
}

function outvoted(shown: string, values: Readonly<Record<string, string>>, env: Io["env"]): string[] {
  const names = SETTINGS_TABLE.map(({ variable }) => variable).filter((name) => {
    const [inFile, outside] = [(values[name] ?? "").trim(), (env[name] ?? "").trim()];
    return inFile !== "" && outside !== "" && inFile !== outside;
  });
  if (names.length === 0) return [];
  return [
    `${listInWords(names)} of the environment ${names.length === 1 ? "wins" : "win"} over ${shown}, which says something else.`,
  ];
}
