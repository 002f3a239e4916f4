import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { bug } from "./support/fixtures.js";
import { expression, find, words, writeBugs } from "./support/searching.js";
import { openRaw, openTestStore, temporaryFile } from "./support/stores.js";

/** Any characters at all, half of them such as people type. */
const anyText = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.integer({ min: 1, max: 0x2ff }), fc.integer({ min: 1, max: 0x10ffff })), { maxLength })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(""));

describe("search, whatever is searched for", () => {
  it("never fails on terms, whatever they hold, and stays within the customer and the product", async () => {
    const store = await openTestStore();
    await writeBugs(store, [1, { title: "Login" }]);
    const terms = fc.array(fc.record({ text: anyText(10), prefix: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(terms, fc.constantFrom("all", "any"), async (terms, match) => {
        const { hits } = await store.search({ text: { terms, match }, productIds: [99], limit: 5, offset: 0 });
        expect(hits).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("never lets an expression out of its scope, nor fails with anything but a clear error", async () => {
    const store = await openTestStore();
    await writeBugs(store, [1, { title: "Login a b" }]);
    const parts = fc.constantFrom(
      "a",
      "login",
      '"',
      '""',
      "(",
      ")",
      "{",
      "}",
      ":",
      "*",
      "^",
      "+",
      "-",
      ",",
      "NEAR",
      "AND",
      "OR",
      "NOT",
      "title",
      "scope",
      "\0",
      " ",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 12 }), async (list) => {
        const outcome: unknown = await store
          .search(expression(list.join(""), { productIds: [99] }))
          .catch((error: unknown) => error);
        expect(outcome).toMatchObject(outcome instanceof Error ? { name: "SearchSyntaxError" } : { hits: [] });
      }),
      { numRuns: 300 },
    );
  });

  it("finds a record by any word of its title", async () => {
    const store = await openTestStore();
    const raw = openRaw(temporaryFile());
    // What counts as a word is SQLite's to say.
    raw.exec(`CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2');
      CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row)`);
    const isWord = (text: string) => {
      raw.prepare("DELETE FROM words").run();
      raw.prepare("INSERT INTO words VALUES (?)").run(text);
      return raw.prepare("SELECT count(*) FROM vocabulary").pluck().get() !== 0;
    };
    const letters = fc.string({
      unit: fc.constantFrom(..."aZ09éßÄñ結帳カがи\u0301ا한🙂-_.:\"'*()^"),
      minLength: 1,
      maxLength: 8,
    });
    const word = fc.oneof(letters, anyText(10));
    const titles = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(titles, async (lists) => {
        await writeBugs(store, ...lists.map((list, id): Parameters<typeof bug> => [id, { title: list.join(" ") }]));
        for (const [id, list] of lists.entries()) {
          for (const text of list.filter(isWord)) {
            expect(await find(store, { ...words(text), limit: 200 }), JSON.stringify(text)).toContain(`bug ${id}`);
          }
        }
      }),
      { numRuns: 5 },
    );
  });
});
