import { describe, expect, it } from "vitest";
import { bug, listing, product, T0, test } from "./support/fixtures.js";
import { term, words, writeBugs } from "./support/searching.js";
import { openTestStore } from "./support/stores.js";

describe("search for words that very many records hold", () => {
  it("says which records it looked at, titles first", async () => {
    const store = await openTestStore();
    const many = 4_050;
    const writes = Array.from({ length: many }, (_, index) =>
      bug(index + 1, { title: index === many - 200 ? "Page blank" : "Other", steps: "Page blank" }),
    );
    await store.write(async (tx) => {
      await tx.upsertBugs(writes, T0);
      await tx.upsertTests([test(1, { title: "Page" })], listing());
    });
    const result = await store.search({ ...words("page"), limit: 3 });
    expect(result).toMatchObject({ total: null, hasMore: true, ranking: "recency", cutShort: ["bug"], newest: 200 });
    expect(result.hits.map(({ entity, id }) => `${entity} ${id}`)).toEqual([
      "test 1",
      `bug ${many - 199}`,
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
    expect(begun).toMatchObject({ total: null, ranking: "recency", cutShort: ["bug"], newest: 200 });
    expect(begun.hits.map(({ entity, id }) => `${entity} ${id}`)).toEqual([
      "product 1",
      "bug 4000",
      "bug 4050",
      "bug 4049",
    ]);
    expect(begun.hits.map(({ snippet }) => snippet.some(({ isHit }) => isHit))).toEqual([true, true, true, true]);
  });

  it("finds every word with a beginning, also those whose stem is shortened once more when it is searched for", async () => {
    const store = await openTestStore();
    const nouns = ["universe", "university", "universal", "univac", "universes"];
    const writes = Array.from({ length: 4_200 }, (_, index) =>
      bug(index + 1, { title: nouns[index % nouns.length] ?? "" }),
    );
    await store.write((tx) => tx.upsertBugs(writes, T0));
    const prefix = (text: string, offset = 0) =>
      store.search({ ...words(), limit: 50, offset, text: { terms: [term(text, true)], match: "all" as const } });
    const pages = [await prefix("univ"), await prefix("univ", 50), await prefix("univ", 100)];
    expect(pages[0]).toMatchObject({ total: null, ranking: "recency", newest: 200 });
    const found = pages.flatMap(({ hits }) => hits.map(({ id }) => id));
    expect(found).toEqual(Array.from({ length: 150 }, (_, index) => 4_200 - index));
  });

  it("ranks by the beginning of many words where few records hold one, and says so where they are many", async () => {
    const store = await openTestStore();
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const write = (from: number, each: number) =>
      writeBugs(
        store,
        ...letters.flatMap((letter, place) =>
          Array.from(
            { length: each },
            (_, index): Parameters<typeof bug> => [
              (from + index) * 100 + place,
              { title: letter === "q" ? `Kita${letter}x` : "Other", steps: `Kita${letter}x` },
            ],
          ),
        ),
      );
    const prefix = { ...words(), limit: 5, text: { terms: [term("kita", true)], match: "all" as const } };
    const nothing = { total: 0, ranking: "relevance", unknownTerms: [term("kita", true)] };
    expect(await store.search(prefix)).toMatchObject(nothing);
    await write(1, 7);
    const few = await store.search(prefix);
    expect(few).toMatchObject({ total: 182, ranking: "relevance", cutShort: [], hasMore: true });
    expect(few.hits.map(({ id }) => id)).toEqual([716, 616, 516, 416, 316]);
    expect(few.hits.every(({ score }) => score !== null)).toBe(true);
    expect(await store.search({ ...prefix, offset: 300 })).toMatchObject({
      hits: [],
      total: 182,
      ranking: "relevance",
    });

    await write(8, 3);
    expect(await store.search(prefix)).toMatchObject({ total: 260, ranking: "relevance", cutShort: [] });
    expect(await store.search({ ...prefix, entities: ["bug"] })).toMatchObject({ total: 260, ranking: "relevance" });

    await write(11, 145);
    const many = await store.search(prefix);
    expect(many).toMatchObject({ total: null, ranking: "recency", cutShort: ["bug"], newest: 200 });
    expect(many.hits.map(({ id }) => id)).toEqual([15516, 15416, 15316, 15216, 15116]);
  });

  it("finds the newest bugs with the beginning of many words, be they among the latest of all or not", async () => {
    const store = await openTestStore();
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const many = 8_300;
    const writes = Array.from({ length: many }, (_, index) => {
      const letter = letters[index % letters.length] ?? "";
      const isRare = index < 4_200 || index % 1_000 === 0;
      return bug(index + 1, { title: "Other", steps: isRare ? `kita${letter}x zuto${letter}x` : `kita${letter}x` });
    });
    await store.write(async (tx) => {
      await tx.upsertBugs(writes, T0);
      await tx.upsertTests([test(1, { title: "Kitax zutox" })], listing());
    });
    const found = async (text: string) => {
      const prefix = { ...words(), limit: 201, text: { terms: [term(text, true)], match: "all" as const } };
      const { hits, cutShort } = await store.search(prefix);
      expect(cutShort).toEqual(["bug"]);
      return hits.map(({ entity, id }) => `${entity} ${id}`);
    };
    const newest = writes.map(({ id }) => `bug ${id}`).toReversed();
    expect(await found("kita")).toEqual(["test 1", ...newest.slice(0, 200)]);
    const rare = writes.filter(({ steps }) => steps?.includes("zuto")).map(({ id }) => `bug ${id}`);
    expect(await found("zuto")).toEqual(["test 1", ...rare.toReversed().slice(0, 200)]);
  });
});
