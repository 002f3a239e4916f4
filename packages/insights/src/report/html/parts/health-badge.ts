import { html, type Markup } from "../../../markup/html.js";
import type { Health } from "../../health.js";

/** Each health has its own shape, so that it is known without its colour. */
const SHAPES: Readonly<Record<Health, string>> = {
  healthy: "M3 8.5 6.5 12 13 4.5",
  warning: "M8 3v6M8 12v.5",
  critical: "M4 4l8 8M12 4l-8 8",
  unknown: "M4 8h8",
};

const HEALTH_WORDS: Readonly<Record<Health, string>> = {
  healthy: "Healthy",
  warning: "Needs attention",
  critical: "Critical",
  unknown: "Unknown",
};

export function healthBadge(health: Health): Markup {
  return html`<span class="badge ${health}"><svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16"><path d="${SHAPES[health]}"/></svg>${HEALTH_WORDS[health]}</span>`;
}
