import { html } from "hono/html";
import type { Html } from "./document.js";

/** What is missing from an answer, in its own sentences. */
export function notesList(notes: readonly string[]): Html | string {
  if (notes.length === 0) return "";
  return html`<ul class="notes">
${notes.map((note) => html`<li>${note}</li>`)}
</ul>`;
}
