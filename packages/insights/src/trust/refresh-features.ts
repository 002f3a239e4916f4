import { type RefreshOptions, tooSlow, WAIT_MS } from "./refresh-on-read.js";

/** What came of bringing the features of a product up to date. */
export interface FeaturesRefreshed {
  /** Why they could not be fetched; null when they were, or did not need to be. */
  failure: string | null;
  /** The product is not stored, and TestIO knows of no such product. */
  missing: boolean;
}

/**
 * Fetches the features of a product if they are due, or in any case with `force`; of a product that is not stored, the
 * product as well. Rejects only when `signal` is aborted, or the store fails.
 */
export async function refreshFeatures(
  productId: number,
  { freshness, signal, waitMs = WAIT_MS }: RefreshOptions,
  force = false,
): Promise<FeaturesRefreshed> {
  signal?.throwIfAborted();
  if (freshness === undefined) return { failure: null, missing: false };
  if ("unavailable" in freshness) return { failure: freshness.unavailable, missing: false };
  const tooLong = AbortSignal.timeout(waitMs);
  try {
    const either = signal === undefined ? tooLong : AbortSignal.any([signal, tooLong]);
    const { stale, missing } = await freshness.features([productId], { signal: either, force });
    return { failure: stale[0]?.reason ?? null, missing: missing.includes(productId) };
  } catch (error) {
    if (!tooLong.aborted || signal?.aborted) throw error;
    return { failure: tooSlow(waitMs), missing: false };
  }
}
