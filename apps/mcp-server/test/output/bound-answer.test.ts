import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { boundAnswer, MAX_ANSWER_TOKENS } from "../../src/output/bound-answer.js";

const PAGED = ["page", "per_page", "detail"];

function list(rows: number, title: string, { page = 1, perPage = 100, total = 1000 } = {}) {
  const start = (page - 1) * perPage;
  return {
    pagination: {
      page,
      per_page: perPage,
      start_index: start,
      end_index: start + rows - 1,
      total,
      has_more: start + rows < total,
    },
    bugs: Array.from({ length: rows }, (_, index) => ({ id: start + index, title, tags: ["a", "b"] })),
    coverage: { complete: true, notes: ["As it was."] },
  };
}

type List = ReturnType<typeof list>;

function bound(answer: object, parameters = PAGED) {
  const { result, text } = boundAnswer({ ...answer }, parameters);
  expect(JSON.parse(text)).toEqual(result);
  expect(countTokens(text)).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
  return result;
}

describe("boundAnswer", () => {
  it("leaves alone what fits", () => {
    const answer = list(100, "Short");
    expect(boundAnswer(answer, PAGED).result).toBe(answer);
    const larger = list(
      200,
      "The button does not respond on the second click, and neither did it on the one before that.",
    );
    expect(JSON.stringify(larger).length).toBeGreaterThan(MAX_ANSWER_TOKENS);
    expect(boundAnswer(larger, PAGED).result).toBe(larger);
  });

  it("leaves out rows at the end, corrects the paging and says how to go on", () => {
    const result = bound(list(100, "wort ".repeat(199), { page: 3 })) as List;
    const shown = result.bugs.length;
    expect(shown).toBeGreaterThan(30);
    expect(shown).toBeLessThan(100);
    expect(result.bugs.map(({ id }) => id)).toEqual(Array.from({ length: shown }, (_, index) => 200 + index));
    expect(result.pagination).toMatchObject({ page: 3, end_index: 200 + shown - 1, total: 1000, has_more: true });
    expect(result.coverage.notes[1]).toBe("As it was.");
    const [, perPage = "", page = ""] = /per_page (\d+) and page (\d+)/.exec(result.coverage.notes[0] ?? "") ?? [];
    expect(Number(perPage)).toBe(shown);
    const from = (Number(page) - 1) * Number(perPage);
    expect(from).toBeLessThanOrEqual(200 + shown);
    expect(from + Number(perPage)).toBeGreaterThan(200 + shown);
  });

  it("makes has_more true on a last page that lost rows", () => {
    const result = bound(list(100, "wort ".repeat(199), { total: 100 })) as List;
    expect(result.pagination.has_more).toBe(true);
  });

  it("cuts texts before it leaves out all but a few rows", () => {
    const result = bound(list(100, "lang ".repeat(5_000))) as List;
    expect(result.bugs.length).toBeGreaterThanOrEqual(10);
    expect(result.bugs[0]?.title).toMatch(/…$/);
    expect(result.coverage.notes[0]).toMatch(/Texts are cut after \d+ characters.*detail "lean"/);
  });

  it.each([
    ["emoji", "👩‍👩‍👧‍👦"],
    ["Chinese", "請求書の確認龘"],
    ["uuids", "3f2b8c1e-9d4a-4c7b "],
    ["quotes and backslashes", '"\\\n'],
  ])("holds for long texts of %s", (_name, text) => {
    const long = text.repeat(60_000 / text.length);
    bound(list(20, long));
    bound(
      {
        bug: { id: 1, title: long, steps: Array.from({ length: 300 }, () => long.slice(0, 3000)) },
        coverage: { notes: [long] },
      },
      [],
    );
  });

  it("never cuts through a character", () => {
    const { result } = boundAnswer({ bug: { text: `${"x".repeat(998)}${"😀".repeat(30_000)}` }, notes: [] }, []);
    expect(JSON.stringify(result)).not.toMatch(/\\ud[89ab]/);
  });

  it("cuts lists and objects named by data inside of an answer", () => {
    const byPlatform = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`Android ${index}`, index]));
    const result = bound({ test: { features: Array.from({ length: 30_000 }, (_, id) => ({ id })), byPlatform } }, [
      "test_id",
    ]);
    expect(result.notes).toEqual([expect.stringContaining("too long")]);
  });

  it("holds when several lists are long", () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => index);
    const result = bound({ test_ids: ids, by_product: ids.map((id) => ({ id })), notes: [] }, ["limit"]);
    expect(result.notes).toEqual([expect.stringContaining("a smaller limit")]);
  });
});
