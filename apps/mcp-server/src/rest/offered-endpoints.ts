import type { Settings } from "@testio/config";
import { HIDDEN_TOOLS, TOOLS } from "../tools/registry.js";
import { selectTools } from "../tools/select-tools.js";
import type { Endpoint } from "./endpoint.js";
import { ENDPOINTS } from "./endpoints.js";

/** What REST offers: a tool that the settings take away has no endpoint either. */
export function offeredEndpoints(settings: Pick<Settings, "enabledTools" | "disabledTools">): readonly Endpoint[] {
  const { callable } = selectTools(TOOLS, HIDDEN_TOOLS, settings);
  const selectable = new Set([...TOOLS, ...HIDDEN_TOOLS.map(({ tool }) => tool)].map(({ name }) => name));
  return ENDPOINTS.filter(({ tool }) => callable.has(tool.name) || !selectable.has(tool.name));
}
