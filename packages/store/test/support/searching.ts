import type { SearchQuery, SearchTerm, Store } from "../../src/index.js";
import { bug, T0 } from "./fixtures.js";

export const term = (text: string, prefix = false): SearchTerm => ({ text, prefix });
export const words = (...texts: string[]): SearchQuery => ({
  text: { terms: texts.map((text) => term(text)), match: "all" },
  limit: 50,
  offset: 0,
});
export const expression = (text: string, over: Partial<SearchQuery> = {}): SearchQuery => ({
  ...words(),
  ...over,
  text: { expression: text },
});

/** What is found, as `entity id`, best first. */
export const find = async (store: Store, query: SearchQuery) =>
  (await store.search(query)).hits.map(({ entity, id }) => `${entity} ${id}`);

export const writeBugs = async (store: Store, ...writes: Parameters<typeof bug>[]) =>
  store.write((tx) =>
    tx.upsertBugs(
      writes.map((write) => bug(...write)),
      T0,
    ),
  );
