import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidQueryError } from "../../src/index.js";
import { parseSimpleQuery } from "../../src/search/query-language.js";

const terms = (query: string) =>
  parseSimpleQuery(query).terms.map(({ text, prefix }) => `${text}${prefix ? " …" : ""}`);

/** Any characters at all, half of them such as people type. */
const anyText = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.integer({ min: 1, max: 0x2ff }), fc.integer({ min: 1, max: 0x10ffff })), { maxLength })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(""));

describe("a simple query", () => {
  it.each([
    ["login page", ["login", "page"]],
    ["log-in", ["log-in"]],
    ['"order not found" mail', ["order not found", "mail"]],
    ["“order not found”", ["order not found"]],
    ["login*", ["login …"]],
    ['"order num"*', ["order num …"]],
    ["cats AND dogs OR NOT NEAR", ["cats", "AND", "dogs", "OR", "NOT", "NEAR"]],
    ["title:login (50%) a,b;c", ["title:login", "50%", "a", "b", "c"]],
    ['5" screen', ["5", "screen"]],
    ["Größenauswahl 🎉 C:\\temp\\*.log", ["Größenauswahl", "C:\\temp\\*.log"]],
    ["結帳流程 カード決済。 v2注文", ["結帳流程 …", "カード決済。 …", "v2注文 …"]],
    ["a* 結*", ["a", "結 …"]],
  ])("%s", (query, expected) => {
    expect(terms(query)).toEqual(expected);
  });

  it("says how it was understood", () => {
    expect(parseSimpleQuery('  (login)   "not found" che* 🎉 結帳').text).toBe('login "not found" che* 結帳*');
  });

  it.each(["", "   ", '""', "*", "🎉 - !?", "()"])("refuses %o, in which there is nothing to search for", (query) => {
    expect(() => parseSimpleQuery(query)).toThrow(InvalidQueryError);
    expect(() => parseSimpleQuery(query)).toThrow(/no letter and no digit.*quotation marks/);
  });

  it("refuses what is too long", () => {
    expect(() => parseSimpleQuery("a".repeat(501))).toThrow(/500/);
    expect(() => parseSimpleQuery("a ".repeat(21))).toThrow(/21 words; at most 20/);
  });

  it("finds a term, or nothing to search for, in any text", () => {
    fc.assert(
      fc.property(anyText(40), (query) => {
        if (/[\p{L}\p{N}]/u.test(query)) {
          for (const term of parseSimpleQuery(query).terms) expect(term.text).toMatch(/[\p{L}\p{N}\p{Co}]/u);
        } else if (!/\p{Co}/u.test(query)) expect(() => parseSimpleQuery(query)).toThrow(InvalidQueryError);
      }),
    );
  });
});
