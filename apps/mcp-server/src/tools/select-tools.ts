import type { Settings } from "@testio/config";
import type { Tool } from "../define-tool.js";
import type { HiddenTool } from "./registry.js";

export interface ToolSelection {
  /** What clients are told of. */
  listed: readonly Tool[];
  /** What they can call, by name: these and hidden ones. */
  callable: ReadonlyMap<string, Tool>;
  /** Names in the settings that no tool has, most likely misspelt. */
  unknown: string[];
}

/**
 * Applies `ENABLED_TOOLS` (only these) or `DISABLED_TOOLS` (all but these). A hidden tool goes with the listed one it stands
 * for, and can be named itself.
 */
export function selectTools(
  tools: readonly Tool[],
  hidden: readonly HiddenTool[],
  { enabledTools, disabledTools }: Pick<Settings, "enabledTools" | "disabledTools">,
): ToolSelection {
  const isOffered = (names: readonly string[]) =>
    (enabledTools === null || names.some((name) => enabledTools.includes(name))) &&
    !names.some((name) => disabledTools?.includes(name));
  const listed = tools.filter(({ name }) => isOffered([name]));
  const alsoCallable = hidden.filter(({ tool, standsFor }) => isOffered([tool.name, standsFor]));
  const callable = [...listed, ...alsoCallable.map(({ tool }) => tool)];
  const known = new Set([...tools, ...hidden.map(({ tool }) => tool)].map(({ name }) => name));
  return {
    listed,
    callable: new Map(callable.map((tool) => [tool.name, tool])),
    unknown: [...(enabledTools ?? []), ...(disabledTools ?? [])].filter((name) => !known.has(name)),
  };
}
