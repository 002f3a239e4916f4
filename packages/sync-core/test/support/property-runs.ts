/** The same cases for every change that is tested, so that a failure is the change's. */
const SEED = 20_261_121;

/**
 * How often a property is tried: `numRuns` times in the same cases each time; with `PROPERTY_RUNS=20` in the environment twenty
 * times as often, in others each time; with `PROPERTY_SEED` in those of a failure that was printed with it.
 */
export function propertyRuns(numRuns: number): { numRuns: number; seed?: number } {
  const { PROPERTY_RUNS, PROPERTY_SEED } = process.env;
  const times = numRuns * Number(PROPERTY_RUNS ?? 1);
  if (PROPERTY_SEED !== undefined) return { numRuns: times, seed: Number(PROPERTY_SEED) };
  return PROPERTY_RUNS === undefined ? { numRuns, seed: SEED } : { numRuns: times };
}
