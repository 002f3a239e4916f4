import { type ApiClient, isApiError } from "@testio/api-client";
import { KNOWN_REJECT_REASONS, type RejectReasons, readRejectReasons } from "../mapping/reject-reason.js";

/** What is waited for the list while bugs are waiting to be stored. */
const LONGEST_WAIT_MS = 10_000;
/** Not with every batch of bugs, where a token may not read the list. */
const RETRY_AFTER_MS = 300_000;

/** Tells the sentences by which rejections are recognised. */
export type RejectReasonSource = (signal: AbortSignal) => Promise<RejectReasons>;

interface Loading {
  signal: AbortSignal;
  /** Null: TestIO did not answer. */
  reasons: Promise<RejectReasons | null>;
}

/**
 * The sentences TestIO uses today, asked for once, when they are first needed. Where it does not answer, those that this
 * program knows: bugs are not kept waiting for their reasons.
 */
export function rejectReasonsOf(client: ApiClient): RejectReasonSource {
  let current: Loading | null = null;
  let retryAt = 0;
  return async (signal) => {
    while (current !== null || performance.now() >= retryAt) {
      current ??= { signal, reasons: load(client, signal) };
      const loading = current;
      const reasons = await loading.reasons;
      if (reasons !== null) return reasons;
      if (current === loading) current = null;
      // Whoever began to load them may have been cancelled; that is no reason for those who waited along.
      if (!loading.signal.aborted) retryAt = performance.now() + RETRY_AFTER_MS;
      signal.throwIfAborted();
    }
    return KNOWN_REJECT_REASONS;
  };
}

async function load(client: ApiClient, signal: AbortSignal): Promise<RejectReasons | null> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]);
    return readRejectReasons((await client.listRejectReasons({ signal: limited })).items);
  } catch (error) {
    if (!isApiError(error)) throw error;
    return null;
  }
}
