import type { BackgroundState } from "./types.js";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** This many failures in a row within the window open the circuit breaker, for as long as the pause. */
const BREAKER = { failures: 3, windowMs: 5 * MINUTE_MS, pauseMs: 15 * MINUTE_MS } as const;
/** The first pause after a failure; each further failure in a row makes it four times as long. */
const FIRST_RETRY_MS = 15 * SECOND_MS;
const RETRY_GROWTH = 4;
/** How soon to look again whether the other process has ended its sync. */
const LOCKED_RETRY_MS = MINUTE_MS;

/** What the decision about the next sync rests on, besides the time and what the database says. */
export interface Schedule {
  /** 0 = no periodic syncs. */
  intervalMs: number;
  /** Since when a sync is wanted however fresh the data is; null = it is not. */
  forcedSince: Date | null;
  /** Failures in a row, however long ago. */
  failures: number;
  /** Those of them within the breaker's window. */
  recentFailures: Date[];
  breaker: BackgroundState["breaker"];
}

/** What became of a moment at which a sync was due, or seemed to be. */
export type Outcome =
  /** It ran, and did at least some of its work. */
  | { kind: "done" }
  | { kind: "failed"; reason: string }
  /** Another process is at it. */
  | { kind: "locked" }
  /** Somebody else completed one lately; `waitMs` from now that is long ago. */
  | { kind: "fresh"; waitMs: number | null };

/** Whether to sync now, and if not, how long the data stays fresh: null = nothing more is planned. */
export function whetherToSync(
  { intervalMs, forcedSince }: Schedule,
  { now, lastCompletedAt }: { now: Date; lastCompletedAt: Date | null },
): { sync: true } | { sync: false; waitMs: number | null } {
  if (lastCompletedAt === null) return { sync: true };
  const ageMs = now.getTime() - lastCompletedAt.getTime();
  // A stamp from the future (the clock was set back) proves nothing.
  if (ageMs < 0 || (forcedSince !== null && lastCompletedAt < forcedSince)) return { sync: true };
  if (intervalMs === 0) return { sync: false, waitMs: null };
  return ageMs >= intervalMs ? { sync: true } : { sync: false, waitMs: intervalMs - ageMs };
}

/** The schedule after an outcome, and how long to wait from then on: null = nothing more is planned. */
export function scheduleAfter(
  schedule: Schedule,
  outcome: Outcome,
  now: Date,
): { schedule: Schedule; waitMs: number | null } {
  switch (outcome.kind) {
    case "done":
      return { schedule: settled(schedule), waitMs: schedule.intervalMs || null };
    case "fresh":
      // Whoever completed a sync has shown that one can be.
      return { schedule: settled(schedule), waitMs: outcome.waitMs };
    case "locked":
      return postponed(schedule, atMostTheInterval(schedule, LOCKED_RETRY_MS), now);
    case "failed":
      return afterFailure(schedule, outcome.reason, now);
  }
}

function settled({ intervalMs }: Schedule): Schedule {
  return { intervalMs, forcedSince: null, failures: 0, recentFailures: [], breaker: null };
}

function postponed(schedule: Schedule, waitMs: number, now: Date): { schedule: Schedule; waitMs: number } {
  const { breaker } = schedule;
  return { schedule: { ...schedule, breaker: breaker && { ...breaker, until: later(now, waitMs) } }, waitMs };
}

function afterFailure(schedule: Schedule, reason: string, now: Date): { schedule: Schedule; waitMs: number } {
  const failures = schedule.failures + 1;
  const recentFailures = [...schedule.recentFailures.filter((at) => isRecent(at, now)), now];
  // While the breaker is open there is one try at a time: its failure opens it anew.
  if (schedule.breaker !== null || recentFailures.length >= BREAKER.failures) {
    const openedAt = schedule.breaker?.openedAt ?? now;
    const breaker = { openedAt, until: later(now, BREAKER.pauseMs), reason };
    return { schedule: { ...schedule, failures, recentFailures, breaker }, waitMs: BREAKER.pauseMs };
  }
  const pauseMs = Math.min(FIRST_RETRY_MS * RETRY_GROWTH ** (failures - 1), BREAKER.pauseMs);
  return { schedule: { ...schedule, failures, recentFailures }, waitMs: atMostTheInterval(schedule, pauseMs) };
}

function atMostTheInterval({ intervalMs }: Schedule, ms: number): number {
  return intervalMs === 0 ? ms : Math.min(ms, intervalMs);
}

function isRecent(at: Date, now: Date): boolean {
  const ageMs = now.getTime() - at.getTime();
  return ageMs >= 0 && ageMs <= BREAKER.windowMs;
}

function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}
