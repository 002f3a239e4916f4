import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../src/output/estimate-tokens.js";

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(1);
const pick = (text: string, length: number) =>
  Array.from({ length }, () => text.charAt(Math.floor(next() * text.length))).join("");
const range = (from: number, to: number, length = 1500) =>
  Array.from({ length }, () => String.fromCodePoint(from + Math.floor(next() * (to - from)))).join("");
const many = <Value>(length: number, make: (index: number) => Value) =>
  Array.from({ length }, (_, index) => make(index));

const SMALL = "abcdefghijklmnopqrstuvwxyz";
const CAPITAL = SMALL.toUpperCase();
const ROW = { severity: "high", status: "forwarded", test_id: 100_120, reported_at: "2026-11-24T08:00:00.000Z" };

describe("the estimate is never below what a tokenizer counts", () => {
  it.each([
    ["letters in words of any length", many(400, (index) => pick(SMALL, 1 + (index % 20))).join(" ")],
    ["one long heap of letters", pick(SMALL, 5000)],
    [
      "syllables",
      many(600, () => pick("bdfgklmnprst", 1) + pick("aeiou", 1) + pick("bdfgklmnprst", 1) + pick("aeiou", 1)).join(
        " ",
      ),
    ],
    ["capitals", pick(CAPITAL, 5000)],
    ["any case", pick(SMALL + CAPITAL, 5000)],
    ["base64", pick(`${SMALL}${CAPITAL}0123456789+/`, 5000)],
    [
      "uuids",
      many(200, () => `${pick("0123456789abcdef", 8)}-${pick("0123456789abcdef", 4)}-${pick("0123456789abcdef", 12)}`),
    ],
    ["digits", pick("0123456789", 5000)],
    ["single digits", "1 ".repeat(2000)],
    ["punctuation", pick("!@#$%^&*()_+-=[]{}|;':,.<>/?~`\"\\", 5000)],
    ["line breaks", pick(" \n\t\r", 5000)],
    ["control characters", range(0, 0x20)],
    ["Chinese", range(0x4e00, 0x9fff)],
    ["rare Chinese", range(0x20000, 0x2a6df)],
    ["Korean", range(0xac00, 0xd7a3)],
    ["Japanese", range(0x3041, 0x30fe)],
    ["Russian", range(0x410, 0x44f)],
    ["Arabic", range(0x620, 0x650)],
    ["Hindi", range(0x905, 0x939)],
    ["Thai", range(0xe01, 0xe2e)],
    ["umlauts", range(0xc0, 0x17f)],
    ["emoji", range(0x1f300, 0x1f6ff)],
    ["newer emoji", range(0x1f900, 0x1faff)],
    ["emoji of several", "👩‍👩‍👧‍👦🇩🇪1️⃣".repeat(300)],
    ["mathematical letters", range(0x1d400, 0x1d7ff)],
    ["private characters", range(0xe000, 0xf8ff)],
    ["hieroglyphs", range(0x13000, 0x1342e)],
    ["halves of characters", "\ud83d".repeat(500)],
    ["ids", many(2000, (index) => 100_000 + index)],
    ["fractions", many(1000, () => next())],
    ["nothing", [many(500, () => null), many(500, () => ""), many(500, () => ({})), many(500, () => [])]],
    ["rows", many(100, (id) => ({ id, title: "Checkout button does not respond on second click", ...ROW }))],
    ["fields named by data", Object.fromEntries(many(300, () => [pick(`${SMALL}${CAPITAL}.! `, 14), 1]))],
  ])("for %s", (_name, value) => {
    expect(estimateTokens(value)).toBeGreaterThanOrEqual(countTokens(JSON.stringify(value)));
  });

  it("for any block of characters", () => {
    for (let from = 0x80; from < 0x11000; from += 0x80) {
      if (from >= 0xd800 && from < 0xe000) continue;
      const text = range(from, from + 0x80, 300);
      expect(estimateTokens(text), from.toString(16)).toBeGreaterThanOrEqual(countTokens(JSON.stringify(text)));
    }
  });
});

describe("the estimate", () => {
  it("is not far above for rows, and at most three times for prose", () => {
    const rows = many(100, (id) => ({ id, title: "Checkout button does not respond on second click", ...ROW }));
    expect(estimateTokens(rows)).toBeLessThan(1.6 * countTokens(JSON.stringify(rows)));
    const prose =
      "The order summary is displayed incorrectly after the second page was opened in another window. ".repeat(50);
    expect(estimateTokens(prose)).toBeLessThan(3 * countTokens(prose));
  });
});
