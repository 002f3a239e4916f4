import type { Clock } from "../clock.js";
import { inWords } from "../format/ages.js";
import type { Freshness, FreshnessUnavailable } from "../freshness.js";

/** A question waits no longer than this for TestIO. */
export const WAIT_MS = 10_000;

/** How far fetching for an answer has come. */
export interface RefreshProgress {
  message: string;
  /** 0-1. */
  fraction: number;
}

/** How something is brought up to date before it is answered. */
export interface RefreshOptions {
  /** Absent: it is answered as it is stored. */
  freshness?: Freshness | FreshnessUnavailable | undefined;
  /** Ends the fetching, and with it the answer: it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long to wait for TestIO before answering what is stored, in milliseconds. Default 10,000. */
  waitMs?: number | undefined;
  /** Told as records arrive, where an answer needs many. */
  onProgress?: ((progress: RefreshProgress) => void) | undefined;
  /** From which age on a test that can still change counts as stale, its bugs included (`CACHE_TTL_SECONDS`). Default 3,600. */
  staleAfterSeconds?: number | undefined;
  /** For ages. Default: the system clock. */
  now?: Clock | undefined;
}

/** An answer that is older than it should be. */
export interface Staleness {
  /** Since it was last fetched. */
  age_seconds: number;
  /** Why it could not be fetched again. */
  reason: string;
}

interface Refreshed {
  /** Why it could not be fetched; null when it was, or did not need to be. */
  failure: string | null;
  /** It is not stored, and TestIO knows of no such thing. */
  missing: boolean;
}

/** Fetches a test if it is due, or not stored. Rejects only when `signal` is aborted, or the store fails. */
export async function refreshTest(id: number, options: RefreshOptions): Promise<Refreshed> {
  const { freshness, signal, waitMs = WAIT_MS } = options;
  if (freshness === undefined) return { failure: null, missing: false };
  if ("unavailable" in freshness) return { failure: freshness.unavailable, missing: false };
  const tooLong = AbortSignal.timeout(waitMs);
  try {
    const either = signal === undefined ? tooLong : AbortSignal.any([signal, tooLong]);
    const report = await freshness.tests([id], { signal: either });
    const failure = report.stale.find((entry) => entry.id === id)?.reason ?? null;
    return { failure, missing: report.missing.includes(id) };
  } catch (error) {
    if (!tooLong.aborted || signal?.aborted) throw error;
    return { failure: tooSlow(waitMs), missing: false };
  }
}

export function tooSlow(waitMs: number): string {
  return `TestIO did not answer within ${waitMs / 1000} seconds.`;
}

export function staleNote({ age_seconds, reason }: Staleness): string {
  return `This is the stored answer, last fetched ${inWords(age_seconds)} ago; it could not be fetched again: ${reason}`;
}
