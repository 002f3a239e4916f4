/** How much a figure can carry, by how much it was counted over. */
const SAMPLE_LEVELS = ["insufficient", "low", "medium", "high"] as const;
export type SampleLevel = (typeof SAMPLE_LEVELS)[number];

/** From how many on a sample is of a level. Below the first it says nothing. */
export const SAMPLE_SIZES = { low: 3, medium: 5, high: 10 } as const;

export function sampleLevel(size: number): SampleLevel {
  if (size >= SAMPLE_SIZES.high) return "high";
  if (size >= SAMPLE_SIZES.medium) return "medium";
  return size >= SAMPLE_SIZES.low ? "low" : "insufficient";
}

/** The lower of two levels. */
export function lowerOf(a: SampleLevel, b: SampleLevel): SampleLevel {
  return SAMPLE_LEVELS.indexOf(a) < SAMPLE_LEVELS.indexOf(b) ? a : b;
}
