// @ts-check
import { SETTINGS_TABLE } from "@testio/config";
import { code, table } from "./table.mjs";

export function settingsTable() {
  const rows = SETTINGS_TABLE.map(({ variable, flag, default: usual, allowed, meaning }) => [
    code(variable),
    flag === null ? "" : code(`--${flag}`),
    usual === null ? "none" : code(usual),
    allowed,
    meaning,
  ]);
  return table(["Variable", "Flag of `serve`", "Default", "Allowed", "Meaning"], rows);
}
