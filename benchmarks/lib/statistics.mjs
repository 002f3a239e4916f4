// @ts-check

/**
 * @param {readonly number[]} samples
 * @param {number} fraction e.g. 0.95
 */
export function percentile(samples, fraction) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Milliseconds that each of `times` runs of `work` took, after a warm-up.
 * @param {number} times
 * @param {(index: number) => unknown} work
 */
export async function sample(times, work, warmUp = Math.ceil(times / 10)) {
  const samples = [];
  for (let index = -warmUp; index < times; index += 1) {
    const started = performance.now();
    await work(index + warmUp);
    if (index >= 0) samples.push(performance.now() - started);
  }
  return samples;
}
