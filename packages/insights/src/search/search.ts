import {
  SEARCH_ENTITIES,
  type SearchEntity,
  type SearchHit,
  type SearchResult,
  SearchSyntaxError,
  type Store,
} from "@testio/store";
import type { InsightOptions } from "../clock.js";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { filterOf, idsOf } from "../lists/filter.js";
import { type PageWindow, pageWindow } from "../lists/pagination.js";
import { resolvePeriod } from "../period/resolve-period.js";
import type { Trust } from "../trust/coverage.js";
import { parseSimpleQuery, type SimpleQuery } from "./query-language.js";
import { searchTrust } from "./search-coverage.js";
import { searchNotes } from "./search-notes.js";
import { DEFAULT_SEARCH_RESULTS, type SearchMode, type SearchTextQuery } from "./search-query.js";
import { markedSnippet } from "./snippet.js";

export interface FoundRecord {
  /** Position in the whole answer, from 1. */
  rank: number;
  entity_type: SearchEntity;
  entity_id: number;
  title: string;
  /** Where the words stand, with {@link SNIPPET_MARKS} around them. */
  snippet: string;
  /** Null for users. */
  product_id: number | null;
  /** When the test ends or the bug was reported. */
  date: string | null;
  /** BM25, titles weighing five times as much; higher is better, and comparable within one answer only. Null when by recency. */
  score: number | null;
}

/** Which part of the results an answer holds. */
export interface SearchPagination {
  page: number;
  per_page: number;
  /** Null = more match than were looked at. */
  total: number | null;
  has_more: boolean;
}

export interface SearchAnswer extends Trust {
  query: string;
  /** The query as it was understood, where that is not how it was written. */
  sanitized_query: string | null;
  match_mode: SearchMode;
  /** `any`: no record holds all of the words, so that these hold at least one. */
  matched: "all" | "any";
  filters_applied: {
    entities: SearchEntity[];
    product_ids: number[] | null;
    start_date: string | null;
    end_date: string | null;
  };
  pagination: SearchPagination;
  /** What to know of how it was searched, in sentences. */
  notes: string[];
  results: FoundRecord[];
}

/**
 * Searches titles and texts of what is stored: products, features, tests, bugs with their comments, users. Best first;
 * words that very many records hold rank by title and recency instead. What is deleted upstream is never found.
 *
 * @throws InvalidQueryError when there is nothing to search for, a raw query cannot be understood, or a date or the page
 * is none.
 * @throws NotFoundError when a product is not stored.
 */
export async function search(store: Store, query: SearchTextQuery, { now }: InsightOptions): Promise<SearchAnswer> {
  const window = pageWindow({ page: query.page, per_page: query.per_page ?? query.limit ?? DEFAULT_SEARCH_RESULTS });
  const mode = query.match_mode ?? "simple";
  const simple = mode === "simple" ? parseSimpleQuery(query.query) : null;
  const period = resolvePeriod(query, now());
  const productIds = idsOf("product_ids", query.product_ids);
  for (const id of productIds ?? []) {
    if ((await store.getProduct(id)) === null) throw new NotFoundError("product", id);
  }
  const asked = entitiesOf(query.entities);
  const hasPeriod = period.from !== null || period.before !== null;
  const dateless = asked.filter((entity) => hasPeriod && entity !== "test" && entity !== "bug");
  const productless = asked.filter((entity) => productIds !== null && !hasPeriod && entity === "user");
  const entities = asked.filter((entity) => ![...dateless, ...productless].includes(entity));

  const { result, matched } = await found(store, query.query, simple, {
    entities,
    ...(productIds ? { productIds } : {}),
    ...(period.from ? { from: period.from } : {}),
    ...(period.before ? { before: period.before } : {}),
    limit: window.limit,
    offset: window.offset,
  });
  const trust = await searchTrust(store, { entities, productIds: productIds ?? undefined, from: period.from }, now);
  return {
    query: query.query,
    sanitized_query: simple === null || simple.text === query.query.trim() ? null : simple.text,
    match_mode: mode,
    matched,
    filters_applied: { entities, product_ids: productIds, start_date: period.start, end_date: period.end },
    pagination: { page: window.page, per_page: window.perPage, total: result.total, has_more: result.hasMore },
    notes: searchNotes({ result, simple, matched, dateless, productless }),
    results: result.hits.map((hit, index) => foundRecord(hit, index, window)),
    as_of: trust.as_of,
    coverage: trust.coverage,
  };
}

function entitiesOf(entities: SearchTextQuery["entities"]): SearchEntity[] {
  const wanted = filterOf(entities);
  const unknown = wanted?.find((entity) => !SEARCH_ENTITIES.some((known) => known === entity));
  if (unknown !== undefined) {
    throw new InvalidQueryError(
      "entities",
      `There is no ${unknown} to search; choose from ${SEARCH_ENTITIES.join(", ")}.`,
    );
  }
  return SEARCH_ENTITIES.filter((entity) => wanted?.includes(entity) ?? true);
}

type Scope = Omit<Parameters<Store["search"]>[0], "text">;

async function found(
  store: Store,
  expression: string,
  simple: SimpleQuery | null,
  scope: Scope,
): Promise<{ result: SearchResult; matched: "all" | "any" }> {
  if (simple === null) return { result: await searchRaw(store, expression, scope), matched: "all" };
  const { terms } = simple;
  const all = await store.search({ ...scope, text: { terms, match: "all" } });
  if (all.total !== 0 || terms.length === 1) return { result: all, matched: "all" };
  const any = await store.search({ ...scope, text: { terms, match: "any" } });
  return any.total === 0 ? { result: all, matched: "all" } : { result: any, matched: "any" };
}

async function searchRaw(store: Store, expression: string, scope: Scope): Promise<SearchResult> {
  try {
    return await store.search({ ...scope, text: { expression } });
  } catch (error) {
    if (error instanceof SearchSyntaxError) throw new InvalidQueryError("query", error.message);
    throw error;
  }
}

function foundRecord(hit: SearchHit, index: number, { offset }: PageWindow): FoundRecord {
  return {
    rank: offset + index + 1,
    entity_type: hit.entity,
    entity_id: hit.id,
    title: hit.title,
    snippet: markedSnippet(hit.snippet),
    product_id: hit.productId,
    date: isoOrNull(hit.occurredAt),
    score: hit.score === null ? null : Math.round(hit.score * 10_000) / 10_000,
  };
}
