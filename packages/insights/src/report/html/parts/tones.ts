import type { ChartTexture, ChartTone } from "../../../charts/tones.js";
import type { BugsByStatus } from "../../figures.js";

export interface Look {
  tone: ChartTone;
  texture?: ChartTexture;
}

const SEVERITIES: Readonly<Record<string, Look>> = {
  critical: { tone: "vermillion" },
  high: { tone: "orange", texture: "hatched" },
  low: { tone: "sky" },
  visual: { tone: "purple", texture: "dotted" },
  content: { tone: "green" },
};
const OTHER_KINDS: Look = { tone: "grey", texture: "hatched" };

/** The look of a severity; null for kinds of bugs that are too rare to be told apart in a chart. */
export function severityLook(severity: string): Look | null {
  return SEVERITIES[severity] ?? null;
}

/** What is rare, together. */
export const OTHER_SEVERITIES = { name: "Other kinds", ...OTHER_KINDS };

/** What became of bugs, from the bottom of a column up. */
export const OUTCOMES: readonly ({ key: keyof BugsByStatus; name: string } & Look)[] = [
  { key: "accepted", name: "Accepted", tone: "blue" },
  { key: "auto_accepted", name: "Auto-accepted", tone: "sky", texture: "hatched" },
  { key: "rejected", name: "Rejected", tone: "vermillion" },
  { key: "open", name: "Open", tone: "orange", texture: "dotted" },
  { key: "other", name: "Other", tone: "grey" },
];

/** `not_reproducible` is "Not reproducible". */
export function titled(word: string): string {
  const spaced = word.replaceAll("_", " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
