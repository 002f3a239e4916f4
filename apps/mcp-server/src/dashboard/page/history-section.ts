import type { SyncRun } from "@testio/insights";
import { html } from "hono/html";
import { resultInWords, STATUS_WORDS, triggerInWords } from "../data/sync-view.js";
import { absolute, duration, relative } from "../words.js";
import type { Html } from "./document.js";

/** The latest runs of the sync. */
export function historySection(runs: readonly SyncRun[], now: Date): Html {
  return html`<section class="card" id="history" aria-labelledby="history-heading">
<h2 id="history-heading">Latest syncs</h2>
${
  runs.length === 0
    ? html`<p>No sync ever ran.</p>`
    : html`<ol class="runs">
${runs.map((run) => runItem(run, now))}
</ol>`
}
</section>`;
}

function runItem(run: SyncRun, now: Date): Html {
  const started = new Date(run.started_at);
  const took = run.duration_seconds === null ? "" : `, ${duration(run.duration_seconds)}`;
  return html`<li data-status="${run.status}">
<span class="dot" aria-hidden="true"></span>
<div>
<p><strong>${STATUS_WORDS[run.status] ?? run.status}</strong> <time datetime="${started.toISOString()}" title="${absolute(started)}">${relative(started, now)}</time></p>
<p class="quiet">By ${triggerInWords(run.trigger)}${took}: ${resultInWords(run)}</p>
${run.error === null ? "" : html`<p class="quiet">${run.error}</p>`}
</div>
</li>`;
}
