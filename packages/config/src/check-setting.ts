import { SETTINGS_TABLE, type SettingKey, settingsSchema } from "./settings-table.js";
import type { Settings } from "./types.js";

/** The text of one setting as the value it stands for, or what is wrong with it: a sentence that never holds the text. */
export type CheckedSetting<Key extends SettingKey> = { value: Settings[Key] } | { problem: string };

/** Judges one setting by itself, as `loadSettings` would, before it is written anywhere. */
export function checkSetting<Key extends SettingKey>(key: Key, text: string): CheckedSetting<Key> {
  const parsed = settingsSchema.shape[key].safeParse(text);
  if (parsed.success) return { value: parsed.data as Settings[Key] };
  const entry = SETTINGS_TABLE.find((row) => row.key === key);
  return { problem: `It must be ${entry?.allowed ?? "another text"}.` };
}

/** What counts where a setting is not set. */
export function settingDefault<Key extends SettingKey>(key: Key): Settings[Key] {
  return settingsSchema.shape[key].parse(undefined) as Settings[Key];
}
