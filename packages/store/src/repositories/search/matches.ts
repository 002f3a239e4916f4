import type { CustomerSql } from "../../sqlite/customer-sql.js";
import { kindOf } from "../../sqlite/search/index-rows.js";
import { scopeMatches, textMatch, type WrittenOut, wordsOf } from "../../sqlite/search/match.js";
import { SEARCH_ENTITIES, type SearchQuery, type SearchTerm, type SearchText } from "../../types.js";
import { tellingPart } from "./telling.js";
import { wordsBeginningWith } from "./words-beginning-with.js";

/** What a search comes down to in the index: FTS5 expressions. */
export interface Matches {
  /** What is searched for, wherever. */
  text: string;
  /** The same, scope included. */
  full: string;
  /** The same in titles only. */
  titled: string;
  /** The terms to rank by; null when each is held by too many records. */
  telling: string | null;
  /** What to rank by after all when few records match, though {@link Matches.telling} does not say so: it was not counted. */
  tellingIfFew: string | null;
  /** Whether titles that match can be few and far between, though the words of them are frequent. */
  rarelyInTitles: boolean;
  /** What is searched for when it is one term only. */
  onlyTerm: SearchTerm | null;
  /** Whether the beginning of a word is searched for as such: FTS5 puts all words with it together before it answers a first row. */
  hasPrefix: boolean;
  kinds: readonly number[];
  unknownTerms: SearchTerm[];
  /** Of which it was not looked whether any record holds them. */
  uncountedTerms: SearchTerm[];
}

/** @throws {SearchSyntaxError} */
export async function matchesOf(db: CustomerSql, query: SearchQuery): Promise<Matches> {
  const { text } = query;
  const known = await writtenOutIn(db, text);
  const scopes = scopeMatches(query);
  const hasTime = query.from !== undefined || query.before !== undefined;
  const entities = SEARCH_ENTITIES.filter((entity) => !hasTime || entity === "test" || entity === "bug");
  const kinds = entities.filter((entity) => query.entities?.includes(entity) ?? true).map(kindOf);
  const isScoped = scopes.length > 0 || kinds.length < SEARCH_ENTITIES.length;
  const { telling, unknownTerms, uncountedTerms } = await tellingPart(db, text, { writtenOut: known, isScoped });
  // Of any words, only those that tell something: the others would add nothing but most of the index.
  const searched = "terms" in text && text.match === "any" && telling !== null ? telling : text;
  // What tells something is in few records, and one term is ranked otherwise than its words.
  const rare = new Set(telling !== null && "terms" in telling ? telling.terms : []);
  const writtenOut = new Map([...known].filter(([term]) => !rare.has(term)));
  const scoped = (match: string) => [...scopes, match].join(" AND ");
  const beginning = uncountedTerms.find((term) => wordsOf(term).length === 1);
  const [onlyTerm = null, ...others] = "terms" in searched ? searched.terms : [];
  return {
    text: textMatch(searched),
    full: scoped(textMatch(searched, { writtenOut })),
    titled: scoped(textMatch(searched, { writtenOut, columns: ["title"] })),
    telling: telling === null ? null : textMatch(telling),
    tellingIfFew: beginning === undefined ? null : textMatch({ terms: [beginning], match: "all" }),
    rarelyInTitles: onlyTerm === null || others.length > 0,
    onlyTerm: others.length === 0 ? onlyTerm : null,
    hasPrefix:
      "terms" in searched
        ? searched.terms.some((term) => term.prefix && !writtenOut.has(term))
        : searched.expression.includes("*"),
    kinds,
    unknownTerms,
    uncountedTerms,
  };
}

async function writtenOutIn(db: CustomerSql, text: SearchText): Promise<WrittenOut> {
  const known = new Map<SearchTerm, readonly string[]>();
  for (const term of "terms" in text ? text.terms : []) {
    const words = await wordsBeginningWith(db, term);
    if (words !== null && words.length > 0) known.set(term, words);
  }
  return known;
}
