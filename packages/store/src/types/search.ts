/** What can be searched for. In the order in which equally good hits come. */
export const SEARCH_ENTITIES = ["product", "feature", "test", "bug", "user"] as const;
export type SearchEntity = (typeof SEARCH_ENTITIES)[number];

/**
 * Words to be found next to each other and in this order, in any of their forms ("crash", "crashes") and in either case.
 * What is no letter and no digit only separates words.
 */
export interface SearchTerm {
  text: string;
  /** The last word may go on: "log" finds "login". */
  prefix: boolean;
}

export type SearchText =
  /** Records that hold all of the terms, or any of them. */
  | { terms: readonly SearchTerm[]; match: "all" | "any" }
  /** In SQLite's own language (FTS5), over the columns `title` and `content`. */
  | { expression: string };

/** What to search for, and where. */
export interface SearchQuery {
  text: SearchText;
  /** Default: all. */
  entities?: readonly SearchEntity[];
  /** Only records of these products; users are of none. */
  productIds?: readonly number[];
  /** Only tests that end, and bugs that were reported, at or after this moment. Nothing else has a date: it is left out. */
  from?: Date;
  /** The same, before this moment. */
  before?: Date;
  limit: number;
  offset: number;
}

/** A piece of a text; `isHit`: it is what was searched for. Pieces, since no mark is safe from being part of a text. */
export interface SnippetPiece {
  text: string;
  isHit: boolean;
}

export interface SearchHit {
  entity: SearchEntity;
  id: number;
  /** Null for users. */
  productId: number | null;
  title: string;
  /** Where the words stand: part of the content or, when only the title holds them, the title. */
  snippet: SnippetPiece[];
  /** When the test ends or the bug was reported; null for everything else. */
  occurredAt: Date | null;
  /** BM25, a word in a title weighing five times as much as one in the content; higher is better. Null by recency. */
  score: number | null;
}

/**
 * `relevance`: by BM25 over every record that matches. `recency`, when every word is held by so many records that it
 * tells nothing about any of them: those with all of it in their title first, then by kind, then newest (highest id) first.
 */
export type SearchRanking = "relevance" | "recency";

export interface SearchResult {
  hits: SearchHit[];
  hasMore: boolean;
  /** Records that match, over all pages; null = more than were looked at. */
  total: number | null;
  ranking: SearchRanking;
  /** Kinds of which more records match than were looked at: only the {@link SearchResult.newest} newest of each were. */
  cutShort: SearchEntity[];
  /** How many records of each kind were looked at, at most; null = all. */
  newest: number | null;
  /** Of several terms, those that no record of the customer holds, whatever the scope. */
  unknownTerms: SearchTerm[];
}

export interface SearchReader {
  /**
   * One page of the records that match, best first. Records that are gone upstream are never found.
   *
   * @throws {SearchSyntaxError} for an `expression` that cannot be understood; terms never are wrong.
   */
  search(query: SearchQuery): Promise<SearchResult>;
}
