import type { Settings } from "@testio/config";
import type { Tool } from "../define-tool.js";

export interface ToolSelection {
  tools: readonly Tool[];
  /** Names in the settings that no tool has, most likely misspelt. */
  unknown: string[];
}

/** Applies `ENABLED_TOOLS` (only these) or `DISABLED_TOOLS` (all but these). */
export function selectTools(
  tools: readonly Tool[],
  { enabledTools, disabledTools }: Pick<Settings, "enabledTools" | "disabledTools">,
): ToolSelection {
  const names = new Set(tools.map(({ name }) => name));
  const unknown = [...(enabledTools ?? []), ...(disabledTools ?? [])].filter((name) => !names.has(name));
  const selected = tools.filter(
    ({ name }) => (enabledTools?.includes(name) ?? true) && !(disabledTools?.includes(name) ?? false),
  );
  return { tools: selected, unknown };
}
