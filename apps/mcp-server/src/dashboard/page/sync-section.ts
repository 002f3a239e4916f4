import { html } from "hono/html";
import { SYNC_FACTS, type SyncFact, type SyncView } from "../data/sync-view.js";
import type { Html } from "./document.js";

interface SyncSection {
  view: SyncView;
  /** Whether a sync can be asked for from here. */
  canSync: boolean;
  /** Where the unreadable tests are listed; null when they are not. */
  problemsAt: string | null;
}

/** The state of the sync. The script keeps it live: it writes the same texts to whatever has a `data-live`. */
export function syncSection({ view, canSync, problemsAt }: SyncSection): Html {
  const facts = Object.entries(SYNC_FACTS) as [SyncFact, string][];
  return html`<section class="card sync" id="sync" aria-labelledby="sync-heading" data-tone="${view.tone}">
<div class="sync-now">
<div class="sync-summary">
<h2 id="sync-heading">Sync</h2>
<p class="headline"><span class="dot" aria-hidden="true"></span><strong data-live="headline">${view.headline}</strong></p>
<p class="detail" data-live="detail">${view.detail}</p>
</div>
${canSync ? syncForm(view) : ""}
</div>
${progressBar(view)}
<dl class="facts">
${facts.map(
  ([fact, label]) =>
    html`<div><dt>${label}</dt><dd><span data-live="${fact}">${view.facts[fact]}</span>${
      fact === "problems" && problemsAt !== null ? html` <a href="${problemsAt}">Where they are</a>` : ""
    }</dd></div>`,
)}
</dl>
</section>`;
}

function syncForm({ progress }: SyncView): Html {
  return html`<form class="ask-sync" method="post" action="/dashboard/sync">
<button type="submit" aria-disabled="${progress === null ? "false" : "true"}">Sync now</button>
</form>`;
}

function progressBar({ progress }: SyncView): Html {
  const value = progress?.fraction ?? null;
  return html`<progress class="bar" aria-label="Progress of the sync" max="1" ${
    value === null ? "" : html`value="${value.toFixed(3)}"`
  } ${progress === null ? html`hidden` : ""}></progress>`;
}
