export { InvalidSinceError } from "./invalid-since-error.js";
export { loadSettings } from "./load-settings.js";
export { MissingTokenError } from "./missing-token-error.js";
export { parseFloor, parseSince } from "./parse-since.js";
export { requireToken } from "./require-token.js";
export { SettingsError } from "./settings-error.js";
export { SETTINGS_TABLE, type SettingEntry, type SettingKey } from "./settings-table.js";
export {
  LOG_FORMATS,
  LOG_LEVELS,
  type LogFormat,
  type LogLevel,
  type SettingFlags,
  type Settings,
  type SettingsInput,
} from "./types.js";
