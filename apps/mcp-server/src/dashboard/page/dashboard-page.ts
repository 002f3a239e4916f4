import { html } from "hono/html";
import type { DashboardData, Outcome } from "../data/read-dashboard.js";
import type { Part } from "../offered-parts.js";
import { absolute } from "../words.js";
import { coverageSection } from "./coverage-section.js";
import { document, type Html } from "./document.js";
import { historySection } from "./history-section.js";
import { problemsSection } from "./problems-section.js";
import { searchSection } from "./search-section.js";
import { syncSection } from "./sync-section.js";
import { totalsSection } from "./totals-section.js";
import { trendsSection } from "./trends-section.js";

/** What does not change from one look to the next. */
export interface Frame {
  version: string;
  parts: ReadonlySet<Part>;
  /** Whether REST is served, and with it `/docs`. */
  hasRest: boolean;
  /** Whether who looks on has signed in, and can sign out. */
  signedIn: boolean;
}

/** The whole page, with everything on it. */
export function dashboardPage(data: DashboardData, frame: Frame): Html {
  const { now, sync, search, totals, coverage, trends, history, problems } = data;
  const { parts, hasRest } = frame;
  const revision = "value" in sync ? sync.value.revision : "unknown";
  const hasProblems = problems !== null && "value" in problems && problems.value.total > 0;
  return document({
    title: "testio-mcp",
    live: true,
    content: html`<a class="skip" href="#main">Skip to the content</a>
${header(frame)}
<main id="main" tabindex="-1" data-revision="${revision}" data-at="${absolute(now)}">
<h1 class="hidden">TestIO data on this server</h1>
<p class="connection" id="connection" data-state="static"><span data-live="connection">As of ${absolute(now)}.</span> <a href="/">Reload</a></p>
<p class="hidden" role="status" id="announcement"></p>
${parts.size === 0 ? html`<p class="card">Every part of this page was taken away by the server’s settings.</p>` : ""}
${
  parts.has("sync")
    ? section(sync, ({ view }) =>
        syncSection({ view, canSync: parts.has("syncNow"), problemsAt: hasProblems ? "#problems" : null }),
      )
    : ""
}
${search === null ? "" : searchSection(search)}
${part("totals", section(totals, totalsSection))}
${part(
  "coverage",
  section(coverage, (value) => coverageSection({ coverage: value, now, hasReports: parts.has("reports") })),
)}
${part("trends", section(trends, trendsSection))}
${part(
  "history",
  section(history, (runs) => historySection(runs, now)),
)}
${part(
  "problems",
  section(problems, (value) => problemsSection(value, now)),
)}
</main>
<footer>
<p>testio-mcp ${frame.version}${hasRest ? html` · <a href="/docs">REST API</a> · <a href="/openapi.json">OpenAPI</a>` : ""}</p>
</footer>`,
  });
}

function header({ hasRest, signedIn }: Frame): Html {
  return html`<header>
<p class="brand"><img src="/dashboard/icon.svg" alt="" width="28" height="28"> testio-mcp</p>
<nav aria-label="Server">
${hasRest ? html`<a href="/docs">REST API</a>` : ""}
${signedIn ? html`<form method="post" action="/sign-out"><button class="plain" type="submit">Sign out</button></form>` : ""}
</nav>
</header>`;
}

/** What the script replaces once the data has changed. */
function part(name: string, content: Html | string): Html {
  return html`<div data-part="${name}">${content}</div>`;
}

/** A part, or why it is not there. */
function section<Value>(outcome: Outcome<Value> | null, show: (value: Value) => Html | string): Html | string {
  if (outcome === null) return "";
  return "value" in outcome ? show(outcome.value) : html`<p class="card problem">${outcome.problem}</p>`;
}
