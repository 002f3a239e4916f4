import { describe, expect, it } from "vitest";
import { bug, listing, product, T0, test } from "./support/fixtures.js";
import { term, words, writeBugs } from "./support/searching.js";
import { openTestStore } from "./support/stores.js";

describe("search for words that very many records hold", () => {
  it("says which records it looked at, titles first", async () => {
    const store = await openTestStore();
    const many = 4_050;
    const writes = Array.from({ length: many }, (_, index) =>
      bug(index + 1, { title: index === many - 300 ? "Page blank" : "Other", steps: "Page blank" }),
    );
    await store.write(async (tx) => {
      await tx.upsertBugs(writes, T0);
      await tx.upsertTests([test(1, { title: "Page" })], listing());
    });
    const result = await store.search({ ...words("page"), limit: 3 });
    expect(result).toMatchObject({ total: null, hasMore: true, ranking: "recency", cutShort: ["bug"], newest: 500 });
    expect(result.hits.map(({ entity, id }) => `${entity} ${id}`)).toEqual([
      "test 1",
      `bug ${many - 299}`,
      `bug ${many}`,
    ]);
    expect(result.hits.every(({ score }) => score === null)).toBe(true);
    const beyond = await store.search({ ...words("page"), offset: 3000 });
    expect(beyond).toMatchObject({ hits: [], hasMore: false, total: null, cutShort: ["bug"] });

    // One word that tells something is enough to look at everything that matches.
    await writeBugs(store, [7, { title: "Rare", steps: "Page blank" }]);
    expect(await store.search(words("page", "rare"))).toMatchObject({ total: 1, ranking: "relevance", cutShort: [] });
    const any = { ...words(), text: { terms: [term("page"), term("rare")], match: "any" as const } };
    expect(await store.search(any)).toMatchObject({ total: 1, ranking: "relevance" });
  });

  it("finds phrases of frequent words and beginnings of words by title and newest, and counts them", async () => {
    const store = await openTestStore();
    const writes = Array.from({ length: 4_050 }, (_, index) => bug(index + 1, { title: "Other", steps: "Page blank" }));
    const phrased: [number, string][] = [
      [10, "Some Blänk pages"],
      [20, "a (blank) page!"],
      [30, "Blank, and no page"],
    ];
    await store.write(async (tx) => {
      await tx.upsertBugs(writes, T0);
      await tx.upsertBugs(
        phrased.map(([id, title]) => bug(id, { title, steps: "A blank page" })),
        T0,
      );
      await tx.upsertBugs([bug(4_000, { title: "Paginated", steps: "Of a blank page" })], T0);
      await tx.upsertProducts([product(1, { title: "Blank pages" })], T0);
    });
    const phrase = await store.search(words("blank page"));
    expect(phrase).toMatchObject({ total: 5, ranking: "recency", cutShort: [], unknownTerms: [] });
    const found = phrase.hits.map(({ entity, id }) => `${entity} ${id}`);
    expect(found).toEqual(["product 1", "bug 20", "bug 10", "bug 4000", "bug 30"]);

    const none = await store.search(words("blank blank"));
    expect(none).toMatchObject({ total: 0, unknownTerms: [term("blank blank")] });
    const elsewhere = await store.search({ ...words("blank page"), productIds: [404] });
    expect(elsewhere).toMatchObject({ total: 0, unknownTerms: [] });
    const any = { ...words(), text: { terms: [term("blank page"), term("absent")], match: "any" as const } };
    expect(await store.search(any)).toMatchObject({ total: 5, ranking: "relevance", unknownTerms: [term("absent")] });

    const prefix = { ...words(), limit: 4, text: { terms: [term("pag", true)], match: "all" as const } };
    const begun = await store.search(prefix);
    expect(begun).toMatchObject({ total: null, ranking: "recency", cutShort: ["bug"], newest: 500 });
    expect(begun.hits.map(({ entity, id }) => `${entity} ${id}`)).toEqual([
      "product 1",
      "bug 4000",
      "bug 4050",
      "bug 4049",
    ]);
    expect(begun.hits.map(({ snippet }) => snippet.some(({ isHit }) => isHit))).toEqual([true, true, true, true]);
  });
});
