import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf } from "../../sqlite/search/index-rows.js";
import { scopeMatches, textMatch } from "../../sqlite/search/match.js";
import { SEARCH_ENTITIES, type SearchQuery, type SearchTerm } from "../../types.js";
import { tellingPart } from "./telling.js";

/** What a search comes down to in the index: FTS5 expressions. */
export interface Matches {
  /** The whole of it, scope included. */
  full: string;
  /** The same in titles only. */
  titled: string;
  /** The terms to rank by; null when each is held by too many records. */
  telling: string | null;
  /** Whether titles that match can be few and far between, though the words of them are frequent. */
  rarelyInTitles: boolean;
  /** What is searched for when it is one term only. */
  onlyTerm: SearchTerm | null;
  /** Whether the beginning of a word is searched for: FTS5 puts all words with it together before it answers a first row. */
  hasPrefix: boolean;
  kinds: readonly number[];
  unknownTerms: SearchTerm[];
  /** Of which it was not looked whether any record holds them. */
  uncountedTerms: SearchTerm[];
}

/** @throws {SearchSyntaxError} */
export async function matchesOf(db: CustomerSql, query: SearchQuery): Promise<Matches> {
  const { text } = query;
  const { telling, unknownTerms, uncountedTerms } = await tellingPart(db, text);
  // Of any words, only those that tell something: the others would add nothing but most of the index.
  const searched = "terms" in text && text.match === "any" && telling !== null ? telling : text;
  const scopes = scopeMatches(query);
  const scoped = (match: string) => [...scopes, match].join(" AND ");
  const hasTime = query.from !== undefined || query.before !== undefined;
  const entities = SEARCH_ENTITIES.filter((entity) => !hasTime || entity === "test" || entity === "bug");
  const [onlyTerm = null, ...others] = "terms" in searched ? searched.terms : [];
  return {
    full: scoped(textMatch(searched)),
    titled: scoped(textMatch(searched, ["title"])),
    telling: telling === null ? null : textMatch(telling),
    rarelyInTitles: onlyTerm === null || others.length > 0,
    onlyTerm: others.length === 0 ? onlyTerm : null,
    hasPrefix: "terms" in searched ? searched.terms.some(({ prefix }) => prefix) : searched.expression.includes("*"),
    kinds: entities.filter((entity) => query.entities?.includes(entity) ?? true).map(kindOf),
    unknownTerms,
    uncountedTerms,
  };
}
