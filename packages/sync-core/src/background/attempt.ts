import { describeError, isExpected } from "../errors/describe-error.js";
import type { SyncResult } from "../types.js";
import type { Outcome } from "./schedule.js";
import type { BackgroundState } from "./types.js";

/** What came of a moment at which a sync seemed due: for the schedule, and for people. */
export interface Attempt {
  outcome: Outcome;
  status: NonNullable<BackgroundState["last"]>["status"];
  reason: string | null;
  /** Of a sync that ran; null when none did. */
  result: SyncResult | null;
}

export function freshAttempt(lastCompletedAt: Date | null, waitMs: number | null): Attempt {
  const reason = `The data is fresh: a complete sync ended at ${lastCompletedAt?.toISOString()}.`;
  return { outcome: { kind: "fresh", waitMs }, status: "skipped", reason, result: null };
}

export function ranAttempt(result: SyncResult): Attempt {
  const { status, errors } = result;
  const [first] = errors;
  if (status === "failure" && first?.kind === "SyncLockedError") {
    return { outcome: { kind: "locked" }, status: "skipped", reason: first.message, result: null };
  }
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const reason = first === undefined ? null : `${first.message}${others}`;
  if (status !== "failure") return { outcome: { kind: "done" }, status, reason, result };
  return { outcome: { kind: "failed", reason: reason ?? "It gave no reason." }, status, reason, result };
}

/** An attempt that ended because all ends. It says nothing about the next one, which will not be. */
export const CANCELLED: Attempt = { outcome: { kind: "done" }, status: "cancelled", reason: null, result: null };

/** An attempt that got no further than its preparation. */
export function failedAttempt(error: unknown): Attempt {
  const reason = hasNameOfItsOwn(error) ? error.message : describeError(error).message;
  return { outcome: { kind: "failed", reason }, status: "failure", reason, result: null };
}

const LANGUAGE_ERRORS = new Set([
  "Error",
  "AggregateError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
]);

/**
 * Whether an error's message was written for people: what prepares a request belongs to the program around this package,
 * and an error it has named says what to do. The language's own do not.
 */
export function hasNameOfItsOwn(error: unknown): error is Error {
  return isExpected(error) || (error instanceof Error && !LANGUAGE_ERRORS.has(error.name));
}
