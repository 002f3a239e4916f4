import type { Tool } from "../define-tool.js";
import { PROMPTS, type Prompt } from "../prompts/prompts.js";
import { KNOWLEDGE, type KnowledgeResource } from "../resources/knowledge.js";
import { RECORDS, type RecordResource } from "../resources/records.js";
import { HIDDEN_TOOLS, type HiddenTool, TOOLS } from "../tools/registry.js";

/** What an MCP server has to offer. */
export interface Offer {
  tools: readonly Tool[];
  hiddenTools: readonly HiddenTool[];
  knowledge: readonly KnowledgeResource[];
  records: readonly RecordResource[];
  prompts: readonly Prompt[];
}

/** What ours has. */
export const OFFER: Offer = {
  tools: TOOLS,
  hiddenTools: HIDDEN_TOOLS,
  knowledge: KNOWLEDGE,
  records: RECORDS,
  prompts: PROMPTS,
};
