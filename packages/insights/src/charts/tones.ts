/**
 * Colours that people with any kind of colour vision tell apart (after Okabe and Ito). What they look like is up to
 * {@link CHART_CSS}, by day, by night and on paper.
 */
export const CHART_TONES = ["blue", "sky", "green", "orange", "vermillion", "purple", "grey"] as const;
export type ChartTone = (typeof CHART_TONES)[number];

/** A second mark besides the colour. */
export type ChartTexture = "solid" | "hatched" | "dotted";
