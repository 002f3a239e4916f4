import { describe, expect, it } from "vitest";
import type { SearchQuery } from "../src/index.js";
import { bug, feature, later, listing, product, T0, test } from "./support/fixtures.js";
import { expression, find, term, words, writeBugs } from "./support/searching.js";
import { openRaw, openTestStore, temporaryFile } from "./support/stores.js";

describe("search", () => {
  it("finds every kind of record by its texts", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1, { title: "Webshop checkout" })], T0);
      await tx.replaceFeatures(1, [feature(2, { userStories: ["As a guest I reach the checkout"] })], T0);
      await tx.upsertTests([test(3, { instructions: "Go to the checkout" })], listing());
      await tx.upsertBugs([bug(4, { comments: "Also in the checkout" }), bug(5, { steps: "Pay" })], T0);
      await tx.upsertUsers([{ username: "checkout_tester", type: "tester" }], T0);
    });
    const { hits, ...rest } = await store.search(words("checkout"));
    expect(rest).toEqual({
      hasMore: false,
      total: 5,
      ranking: "relevance",
      cutShort: [],
      newest: null,
      unknownTerms: [],
    });
    expect(hits.map(({ entity, id }) => `${entity} ${id}`).toSorted()).toEqual([
      "bug 4",
      "feature 2",
      "product 1",
      "test 3",
      "user 1",
    ]);
    const found = new Map(hits.map((hit) => [hit.entity, hit]));
    expect(found.get("bug")).toEqual({
      entity: "bug",
      id: 4,
      productId: 1,
      title: "Bug 4",
      occurredAt: T0,
      score: expect.any(Number),
      snippet: [
        { text: expect.stringMatching(/\s*Also in the $/), isHit: false },
        { text: "checkout", isHit: true },
      ],
    });
    expect(found.get("test")).toMatchObject({ productId: 1, occurredAt: later(3) });
    expect(found.get("product")).toMatchObject({ productId: 1, occurredAt: null });
    expect(found.get("user")).toMatchObject({
      productId: null,
      title: "checkout_tester",
      snippet: [
        { text: "checkout", isHit: true },
        { text: "_tester", isHit: false },
      ],
    });
  });

  it("lets a word in the title weigh five times as much as in the content", async () => {
    const store = await openTestStore();
    const filler = "one two three four";
    await writeBugs(
      store,
      [1, { title: "Other things here", steps: `Freeze freeze ${filler}` }],
      [2, { title: "Freeze things here", steps: `Other other ${filler}` }],
      ...Array.from({ length: 10 }, (_, index): Parameters<typeof bug> => [10 + index, { steps: filler }]),
    );
    const { hits } = await store.search(words("freeze"));
    expect(hits.map(({ id }) => id)).toEqual([2, 1]);
    const raw = openRaw(store.path);
    const weighted = raw
      .prepare("SELECT -bm25(search_index, 0, 0, 0, 0, 0, 5, 1, 0) FROM search_index WHERE search_index MATCH 'freeze'")
      .pluck()
      .all();
    expect(hits.map(({ score }) => score).toSorted()).toEqual(weighted.toSorted());
    // Without weights, being there twice wins: it is the weight that puts the title first.
    expect(
      raw
        .prepare("SELECT entity_id FROM search_index WHERE search_index MATCH 'freeze' ORDER BY bm25(search_index)")
        .pluck()
        .all(),
    ).toEqual([1, 2]);
  });

  it("finds all words, any word, phrases and beginnings", async () => {
    const store = await openTestStore();
    await writeBugs(
      store,
      [1, { title: "Log-in fails" }],
      [2, { title: "Order not found" }],
      [3, { title: "Not found: the order" }],
      [4, { title: "Größenauswahl crashes" }],
      [5, { title: "結帳流程回歸測試" }],
    );
    expect(await find(store, words("log-in"))).toEqual(["bug 1"]);
    expect(await find(store, words("login"))).toEqual([]);
    expect((await find(store, words("order", "found"))).toSorted()).toEqual(["bug 2", "bug 3"]);
    expect(await find(store, words("order not found"))).toEqual(["bug 2"]);
    expect(await find(store, words("grossenauswahl"))).toEqual([]);
    expect(await find(store, words("GROßENAUSWAHL", "crash"))).toEqual(["bug 4"]);
    const starting = (text: string) => ({ ...words(), text: { terms: [term(text, true)], match: "all" } as const });
    expect(await find(store, starting("größen"))).toEqual(["bug 4"]);
    expect(await find(store, starting("結帳"))).toEqual(["bug 5"]);
    expect(
      await find(store, { ...words(), text: { terms: [term("fails"), term("order")], match: "any" } }),
    ).toHaveLength(3);
  });

  it("names the terms that nothing holds", async () => {
    const store = await openTestStore();
    await writeBugs(store, [1, { title: "Login fails" }]);
    expect(await store.search(words("login", "xyzzy"))).toMatchObject({
      hits: [],
      total: 0,
      unknownTerms: [term("xyzzy")],
    });
    const any = await store.search({ ...words(), text: { terms: [term("login"), term("xyzzy")], match: "any" } });
    expect(any).toMatchObject({ total: 1, unknownTerms: [term("xyzzy")] });
  });

  it("keeps to kinds, products and a time", async () => {
    const store = await openTestStore();
    const title = "Login p1 m202603 y2026";
    await store.write(async (tx) => {
      for (const id of [1, 12]) {
        await tx.upsertProducts([product(id, { title })], T0);
        await tx.replaceFeatures(id, [feature(id, { productId: id, title })], T0);
      }
      await tx.upsertTests(
        [
          test(1, { title, endAt: new Date("2025-12-31T23:59:59.999Z") }),
          test(2, { title, endAt: null }),
          test(3, { title, productId: 12, endAt: T0 }),
        ],
        listing(),
      );
      await tx.upsertBugs([bug(1, { title }), bug(2, { title, productId: 12, reportedAt: later(24) })], T0);
      await tx.upsertUsers([{ username: "login", type: "tester" }], T0);
    });
    const found = async (over: Partial<SearchQuery>, text = "login") =>
      (await find(store, { ...words(text), ...over })).toSorted();

    expect(await found({})).toHaveLength(10);
    expect(await found({ entities: ["user", "product"] })).toEqual(["product 1", "product 12", "user 1"]);
    expect(await found({ entities: [] })).toEqual([]);
    expect(await found({ productIds: [1] })).toEqual(["bug 1", "feature 1", "product 1", "test 1", "test 2"]);
    expect(await found({ productIds: [] })).toEqual([]);
    expect(await found({ from: T0 })).toEqual(["bug 1", "bug 2", "test 3"]);
    expect(await found({ from: T0, before: later(24) })).toEqual(["bug 1", "test 3"]);
    expect(await found({ before: T0 })).toEqual(["test 1"]);
    expect(await found({ before: new Date("2026-01-01T00:00:00Z"), from: new Date("2025-12-31T00:00:00Z") })).toEqual([
      "test 1",
    ]);
    expect(await found({ before: new Date("2025-12-31T23:59:59.999Z") })).toEqual([]);
    expect(await found({ productIds: [12], from: T0 })).toEqual(["bug 2", "test 3"]);
    // The words of the scope are found as words of a text only.
    await store.write((tx) => tx.upsertBugs([bug(3, { title: "Another" })], T0));
    for (const word of ["p1", "m202603", "y2026"]) expect(await found({}, word)).not.toContain("bug 3");
  });

  it("finds nothing of another customer, and nothing that is deleted", async () => {
    const path = temporaryFile();
    const [one, two] = [await openTestStore({ path }), await openTestStore({ path, customerId: 2 })];
    await writeBugs(one, [1, { title: "Login" }], [2, { title: "Login" }]);
    await writeBugs(two, [3, { title: "Login secret" }]);
    await one.write((tx) => tx.tombstone("bugs", [2], T0));
    expect(await find(one, words("login"))).toEqual(["bug 1"]);
    expect(await find(two, words("login"))).toEqual(["bug 3"]);
    expect(await one.search(words("secret"))).toMatchObject({ total: 0 });
    expect(await find(one, expression("login OR title:secret"))).toEqual(["bug 1"]);
  });

  it("pages, and counts", async () => {
    const store = await openTestStore();
    await writeBugs(
      store,
      ...Array.from({ length: 7 }, (_, index): Parameters<typeof bug> => [index + 1, { title: "Same" }]),
    );
    const page = (offset: number) => store.search({ ...words("same"), limit: 3, offset });
    expect((await page(0)).hits.map(({ id }) => id)).toEqual([7, 6, 5]);
    expect(await page(0)).toMatchObject({ hasMore: true, total: 7 });
    expect((await page(6)).hits.map(({ id }) => id)).toEqual([1]);
    expect(await page(6)).toMatchObject({ hasMore: false, total: 7 });
    expect(await page(9)).toMatchObject({ hits: [], hasMore: false, total: 7 });
  });

  it("does not take what a text holds for a mark", async () => {
    const store = await openTestStore();
    await writeBugs(store, [1, { title: "x", steps: "</mark> <mark>not this</mark> but login **here**" }]);
    const [hit] = (await store.search(words("login"))).hits;
    expect(hit?.snippet.filter(({ isHit }) => isHit)).toEqual([{ text: "login", isHit: true }]);
    expect(
      hit?.snippet
        .map(({ text }) => text)
        .join("")
        .trim(),
    ).toBe("</mark> <mark>not this</mark> but login **here**");
  });

  it("takes whole months by the index alone, to the millisecond", async () => {
    const store = await openTestStore();
    const moments = ["2026-02-28T23:59:59.999Z", "2026-03-01T00:00:00.000Z", "2026-03-31T23:59:59.999Z"];
    const ends = [...moments, "2026-04-01T00:00:00.000Z"].map((text) => new Date(text));
    await store.write(async (tx) => {
      const tests = ends.map((endAt, index) => test(index + 1, { title: "Login", endAt }));
      await tx.upsertTests([...tests, test(9, { title: "Login", endAt: null })], listing());
    });
    const between = async (from: string, before: string) =>
      (await find(store, { ...words("login"), from: new Date(from), before: new Date(before) })).toSorted();
    expect(await between("2026-03-01", "2026-04-01")).toEqual(["test 2", "test 3"]);
    expect(await between("2026-03-01", "2026-05-01")).toEqual(["test 2", "test 3", "test 4"]);
    expect(await between("2026-01-01", "2027-01-01")).toEqual(["test 1", "test 2", "test 3", "test 4"]);
    expect(await between("2026-03-01", "2026-03-02")).toEqual(["test 2"]);
  });

  it("understands expressions, and explains what is wrong with one", async () => {
    const store = await openTestStore();
    await writeBugs(store, [1, { title: "Login fails", steps: "Tap" }], [2, { title: "Tap", steps: "login: (again)" }]);
    expect(await find(store, expression("title : login"))).toEqual(["bug 1"]);
    expect(await find(store, expression("{title content} : tap NOT title:login"))).toEqual(["bug 2"]);
    expect(await find(store, expression('"login fails" OR aga*'))).toHaveLength(2);
    expect(await find(store, expression('content:"login: ("'))).toEqual(["bug 2"]);
    const refusal = (text: string) => store.search(expression(text)).catch((error: unknown) => error);
    for (const [text, message] of [
      ["", /empty/],
      ['"login', /quotation mark/],
      ["login) OR (tap", /never opened/],
      ["(login", /never closed/],
      ["entity_id : 1", /no column entity_id/],
      ['"scope":p1', /no column scope/],
      ["{title customer_id} : 1", /no column customer_id/],
      ["- scope : p1", /no column scope/],
      [": login", /without a column/],
      ["login AND", /no valid FTS5 expression/],
      ["NOT login", /no valid FTS5 expression/],
      ["*", /no valid FTS5 expression/],
      ["log-in", /no valid FTS5 expression/],
      ["login;", /no valid FTS5 expression/],
    ] as const) {
      const error = await refusal(text);
      expect(error, text).toMatchObject({ name: "SearchSyntaxError", message: expect.stringMatching(message) });
      expect(String(error)).not.toMatch(/fts5:|SQLITE|syntax error/);
    }
  });
});
