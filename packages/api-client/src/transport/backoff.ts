export interface BackoffLimits {
  baseDelayMs: number;
  maxDelayMs: number;
}

/**
 * How long to wait before retry number `retry` (1 is the first). What the server asked for wins, capped; otherwise
 * exponential with full jitter, so that clients that failed together do not come back together.
 */
export function retryDelay(
  retry: number,
  retryAfterMs: number | null,
  limits: BackoffLimits,
  random: () => number = Math.random,
): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, limits.maxDelayMs);
  const ceiling = Math.min(limits.maxDelayMs, limits.baseDelayMs * 2 ** (retry - 1));
  return random() * ceiling;
}
