import { html } from "../../../markup/html.js";
import type { ProductQualityReport } from "../../report.js";
import type { Section } from "../parts/section.js";
import { titled } from "../parts/tones.js";

/** What to do, gravest first. */
export function nextStepsSection({ next_steps }: ProductQualityReport): Section {
  return {
    id: "next",
    title: "What to do next",
    content:
      next_steps.length === 0
        ? html`<p class="nothing">Nothing stands out.</p>`
        : html`<ol class="steps">${next_steps.map(
            ({ priority, finding, action }) =>
              html`<li><span class="priority ${priority}">${titled(priority)}<span class="unseen"> priority</span></span><div><p><strong>${action}</strong></p><p class="note">${finding}</p></div></li>`,
          )}</ol>`,
  };
}
