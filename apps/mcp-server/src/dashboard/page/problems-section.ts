import type { ProblematicTests } from "@testio/insights";
import { html } from "hono/html";
import { counted, relative } from "../words.js";
import type { Html } from "./document.js";

/** Tests that TestIO could not answer: where they stand, and what to do. */
export function problemsSection({ total, tests }: ProblematicTests, now: Date): Html | string {
  if (total === 0) return "";
  return html`<section class="card" id="problems" aria-labelledby="problems-heading">
<h2 id="problems-heading">Unreadable tests</h2>
<p>TestIO answers an error for ${counted(total, "test")}; each sync tries again.</p>
<ul class="problems">
${tests.map(
  (test) => html`<li>
<p><strong>${test.product_title ?? `Product ${test.product_id}`}</strong>, place ${test.position} of its list, since ${relative(new Date(test.first_seen_at), now)}</p>
<p class="quiet">${test.next_step}</p>
</li>`,
)}
</ul>
</section>`;
}
