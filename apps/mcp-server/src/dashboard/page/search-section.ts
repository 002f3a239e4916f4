import { type FoundRecord, SNIPPET_MARKS } from "@testio/insights";
import { html } from "hono/html";
import type { Search } from "../data/read-search.js";
import { counted, dayOf } from "../words.js";
import type { Html } from "./document.js";
import { notesList } from "./notes-list.js";

/** The search box, and the results under it. */
export function searchSection({ query, outcome }: Search): Html {
  return html`<section class="card" id="search" aria-labelledby="search-heading">
<h2 id="search-heading">Search</h2>
<form role="search" method="get" action="/#search" class="ask-search">
<label for="q" class="hidden">Words in titles and texts</label>
<input id="q" name="q" type="search" value="${query}" maxlength="200" placeholder="Words to look for" autocomplete="off" spellcheck="false">
<button type="submit">Search</button>
</form>
<div id="results" tabindex="-1">
${outcome === null ? "" : outcomeOf(query, outcome)}
</div>
</section>`;
}

function outcomeOf(query: string, outcome: NonNullable<Search["outcome"]>): Html {
  if ("problem" in outcome) return html`<p class="problem" data-said>${outcome.problem}</p>`;
  const { results, pagination, notes, coverage } = outcome.answer;
  const { total, page, per_page, has_more } = pagination;
  const amount = total === null ? `More than ${results.length} results` : counted(total, "result");
  const next = new URLSearchParams({ q: query, results: String(page + 1) });
  const shown =
    total !== null && total > results.length
      ? `, ${(page - 1) * per_page + 1} to ${(page - 1) * per_page + results.length} here`
      : "";
  return html`<p data-said>${results.length === 0 ? `Nothing was found for “${query}”.` : `${amount} for “${query}”${shown}`}</p>
<ol class="results" start="${results[0]?.rank ?? 1}">
${results.map(resultItem)}
</ol>
${has_more ? html`<nav class="pages" aria-label="Pages of results"><a href="/?${next.toString()}#search" rel="next">More results</a></nav>` : ""}
${notesList([...notes, ...coverage.notes])}`;
}

function resultItem({ entity_type, entity_id, title, snippet, date }: FoundRecord): Html {
  const when = date === null ? "" : ` · ${dayOf(new Date(date))}`;
  return html`<li>
<p><span class="kind">${entity_type}</span> <strong>${title}</strong></p>
${snippet === "" || snippet === title ? "" : html`<p class="snippet">${marked(snippet)}</p>`}
<p class="quiet">${entity_id}${when}</p>
</li>`;
}

/** The snippet with what was found in it set off. */
function marked(snippet: string): (Html | string)[] {
  const { open, close } = SNIPPET_MARKS;
  return snippet.split(open).flatMap((piece, index) => {
    if (index === 0) return [piece];
    const [hit = "", ...rest] = piece.split(close);
    return [html`<mark>${hit}</mark>`, rest.join(close)];
  });
}
