import { html, type Markup } from "../markup/html.js";
import type { ChartTexture, ChartTone } from "./tones.js";

export interface Filled {
  tone: ChartTone;
  texture?: ChartTexture | undefined;
}

/** What the textures of a chart are drawn with; nothing where all is solid. */
export function textures(id: string, parts: readonly Filled[]): Markup {
  const patterns = new Map(parts.flatMap((part) => (isSolid(part) ? [] : [[patternId(id, part), part] as const])));
  if (patterns.size === 0) return html``;
  return html`<defs>${[...patterns].map(
    ([name, { tone, texture }]) =>
      html`<pattern id="${name}" width="6" height="6" patternUnits="userSpaceOnUse"${texture === "hatched" && html` patternTransform="rotate(45)"`}><rect class="chart-${tone}" width="6" height="6"/>${
        texture === "hatched"
          ? html`<rect class="chart-texture" width="2" height="6"/>`
          : html`<circle class="chart-texture" cx="3" cy="3" r="1.2"/>`
      }</pattern>`,
  )}</defs>`;
}

/** The attribute that fills a shape. */
export function fill(id: string, part: Filled): Markup {
  return isSolid(part) ? html` class="chart-${part.tone}"` : html` fill="url(#${patternId(id, part)})"`;
}

function isSolid({ texture = "solid" }: Filled): boolean {
  return texture === "solid";
}

function patternId(id: string, { tone, texture }: Filled): string {
  return `${id}-${tone}-${texture}`;
}
