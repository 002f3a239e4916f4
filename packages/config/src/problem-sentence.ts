import type { SettingEntry } from "./settings-table.js";

const LONGEST_SHOWN = 60;

/** One sentence on a wrong value. Secrets are left out, also where they stand inside another variable. */
export function problemSentence(
  { variable, flag, allowed, secret }: SettingEntry,
  text: string,
  where: string,
  token: string | undefined,
): string {
  const name = where === "on the command line" && flag !== null ? `--${flag}` : variable;
  const value = secret ? "it is not (its value is not shown)" : `it is ${quoted(text, token)}`;
  return `${name} must be ${allowed}, but ${value}; it was set ${where}.`;
}

function quoted(text: string, token: string | undefined): string {
  const bareToken = token?.trim().replace(/^["']|["']$/g, "");
  if (bareToken && text.includes(bareToken)) return "something with the API token in it";
  const withoutPassword = text.replace(/\/\/[^/@]*@/, "//…@");
  return JSON.stringify(
    withoutPassword.length > LONGEST_SHOWN ? `${withoutPassword.slice(0, LONGEST_SHOWN)}…` : withoutPassword,
  );
}
