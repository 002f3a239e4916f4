import { html, type Markup } from "../../../markup/html.js";
import { percentagePoints, signed, signedPercent } from "../../numbers.js";
import type { Change, RateChange } from "../../previous.js";

const ARROWS = { up: "↑", down: "↓", same: "→" } as const;

function direction(change: number): keyof typeof ARROWS {
  return change > 0 ? "up" : change < 0 ? "down" : "same";
}

/** With a minus sign rather than a hyphen. */
function typeset(change: string): string {
  return change.replace(/^-/, "\u2212");
}

/** How a count changed: "↑ +5 (+12 %)". */
export function countDelta({ change, share }: Change): Markup | null {
  if (change === null) return null;
  return html`<span class="delta"><span aria-hidden="true">${ARROWS[direction(change)]}</span> ${typeset(signed(change))}${share !== null && ` (${typeset(signedPercent(share))})`}</span>`;
}

/** How a rate changed, and whether that is good: "↓ -3.2 points, better". */
export function rateDelta({ change, verdict }: RateChange): Markup | null {
  if (change === null) return null;
  return html`<span class="delta ${verdict ?? "plain"}"><span aria-hidden="true">${ARROWS[direction(change)]}</span> ${typeset(percentagePoints(change))}${verdict !== null && verdict !== "same" && `, ${verdict}`}</span>`;
}
