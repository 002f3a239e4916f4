import { type Content, html, type Markup } from "../../../markup/html.js";

/** One part of the page, which the list of contents leads to. */
export interface Section {
  /** Its anchor. */
  id: string;
  title: string;
  content: Content;
}

export function sectionMarkup({ id, title, content }: Section): Markup {
  return html`
<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>`;
}

/** A sentence in small print: what something means, or how it was counted. */
export function fineprint(...sentences: readonly Content[]): Markup | null {
  const said = sentences.filter((sentence) => sentence !== "" && sentence !== null && sentence !== false);
  return said.length === 0 ? null : html`<p class="fine">${said.map((sentence) => html`${sentence} `)}</p>`;
}
