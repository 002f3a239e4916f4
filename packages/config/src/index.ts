export { type CheckedSetting, checkSetting, settingDefault } from "./check-setting.js";
export { customerSite } from "./customer-site.js";
export { editEnvText, ignoredEnvLines, readEnvText } from "./env-text.js";
export { InvalidSinceError } from "./invalid-since-error.js";
export { loadSettings } from "./load-settings.js";
export { isLoopback } from "./loopback.js";
export { MissingTokenError } from "./missing-token-error.js";
export { parseFloor, parseSince } from "./parse-since.js";
export { displayPath } from "./paths.js";
export { requireToken } from "./require-token.js";
export { SettingsError } from "./settings-error.js";
export { SETTINGS_TABLE, type SettingEntry, type SettingKey } from "./settings-table.js";
export {
  API_MODES,
  type ApiMode,
  LOG_FORMATS,
  LOG_LEVELS,
  type LogFormat,
  type LogLevel,
  type SettingFlags,
  type Settings,
  type SettingsInput,
  TRANSPORTS,
  type TransportName,
} from "./types.js";
