import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor } from "../support/settings.js";
import { TOKEN_BUDGET } from "./token-budget.js";

const MOST_TOGETHER = 7000;
const MOST_EACH = 600;
const MOST_OF_SYNC_DATA = 500;
/** What a change may add without anybody deciding that it is worth it. */
const GROWTH = 1.05;

/** Tokens of each tool as clients get it. */
async function tokensByTool(): Promise<Record<string, number>> {
  const { client } = await connect(await settingsFor(null));
  const { tools } = await client.listTools();
  return Object.fromEntries(tools.map((tool) => [tool.name, countTokens(JSON.stringify(tool))]));
}

const sum = (tokens: Record<string, number>) => Object.values(tokens).reduce((total, count) => total + count, 0);

/**
 * Every model that uses this server reads all of this before its first question. The figures in `token-budget.ts` are
 * what that costs today; to renew them on purpose, copy those that the failing test shows.
 */
describe("the list of tools", () => {
  it(`takes at most ${MOST_TOGETHER} tokens, no tool more than ${MOST_EACH}, sync_data ${MOST_OF_SYNC_DATA}`, async () => {
    const tokens = await tokensByTool();
    expect(sum(tokens)).toBeLessThanOrEqual(MOST_TOGETHER);
    expect(Math.max(...Object.values(tokens)), JSON.stringify(tokens)).toBeLessThanOrEqual(MOST_EACH);
    expect(tokens.sync_data).toBeLessThanOrEqual(MOST_OF_SYNC_DATA);
  });

  it("has not grown by more than 5 % unnoticed", async () => {
    const tokens = await tokensByTool();
    expect(Object.keys(tokens), JSON.stringify(tokens)).toEqual(Object.keys(TOKEN_BUDGET));
    const grown = Object.entries(tokens).filter(([name, count]) => count > (TOKEN_BUDGET[name] ?? 0) * GROWTH);
    expect(Object.fromEntries(grown)).toEqual({});
    expect(sum(tokens)).toBeLessThanOrEqual(sum(TOKEN_BUDGET) * GROWTH);
  });
});
