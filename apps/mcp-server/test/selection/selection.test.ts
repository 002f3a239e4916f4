import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { connect } from "../support/in-process.js";
import { settingsFor } from "../support/settings.js";
import { rankByBm25 } from "./bm25.js";
import { golden } from "./golden.js";
import { CSM_QUESTIONS } from "./questions-csm.js";
import { DEVELOPER_QUESTIONS } from "./questions-developer.js";
import { QA_QUESTIONS } from "./questions-qa.js";

const QUESTIONS = [...CSM_QUESTIONS, ...QA_QUESTIONS, ...DEVELOPER_QUESTIONS];
const LEAST_FIRST = 55;

/**
 * Whether a tool is found by what people ask. No language model takes part: if the words of the descriptions alone lead to
 * the right tool, a model finds it too.
 */
describe(`the ${QUESTIONS.length} questions`, () => {
  it("are sixty, and ask for every tool", async () => {
    const { client } = await connect(await settingsFor(null));
    const { tools } = await client.listTools();
    expect(QUESTIONS).toHaveLength(60);
    expect(new Set(QUESTIONS.map(({ asks }) => asks)).size).toBe(60);
    expect([...new Set(QUESTIONS.map(({ tool }) => tool))].sort()).toEqual(tools.map(({ name }) => name).sort());
  });

  it(`lead to the right tool first for at least ${LEAST_FIRST}, and among three for all`, async () => {
    const { client } = await connect(await settingsFor(null));
    const { tools } = await client.listTools();
    const documents = tools.map(({ name, description = "" }) => ({
      name,
      text: `${name.replaceAll("_", " ")} ${description}`,
    }));
    const ranks = QUESTIONS.map(({ asks, tool }) => {
      const ranking = rankByBm25(documents, asks);
      return { asks, tool, rank: ranking.indexOf(tool) + 1, before: ranking.slice(0, 3) };
    });
    const notFirst = ranks.filter(({ rank }) => rank !== 1);
    expect(ranks.filter(({ rank }) => rank > 3)).toEqual([]);
    expect(notFirst.length, JSON.stringify(notFirst, null, 2)).toBeLessThanOrEqual(QUESTIONS.length - LEAST_FIRST);
  });

  it("get their true answers", async () => {
    const world = await golden();
    const wrong: object[] = [];
    for (const { asks, tool, args, expected, found } of QUESTIONS) {
      const { isError, data, text } = await world.call(tool, await args(world));
      const is = isError ? text : found(data);
      const should = expected(world);
      if (!isDeepStrictEqual(is, should)) wrong.push({ asks, tool, is, should });
    }
    expect(wrong).toEqual([]);
  });
});
