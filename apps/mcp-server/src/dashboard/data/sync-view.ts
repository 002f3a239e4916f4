import type { SyncRun } from "@testio/insights";
import type { BackgroundStatus } from "../../background/background-status.js";
import type { LiveProgress } from "../../sync/live-syncs.js";
import { absolute, both, counted, duration, relative } from "../words.js";

/** What is known of the sync at one moment. */
export interface SyncFacts {
  now: Date;
  background: BackgroundStatus;
  /** Who holds the sync lock, in any process. */
  running: { holder: string } | null;
  /** How far the sync of this process is. */
  live: LiveProgress | null;
  lastCompletedAt: Date | null;
  latest: SyncRun | null;
  problemPositions: number;
  /** Why the sync that was asked for here did not do its work; null when it did, or another has done it since. */
  failure: string | null;
}

/** How it is, at a glance; said in words as well. */
type Tone = "good" | "busy" | "warning" | "bad" | "idle";

/** The sync as people read it. All of it is text, to be shown as such. */
export interface SyncView {
  tone: Tone;
  headline: string;
  /** One sentence more, or nothing. */
  detail: string;
  /** Null while nothing runs; `fraction` is null while nobody can know it. */
  progress: { fraction: number | null } | null;
  facts: Record<SyncFact, string>;
}

/** In the order they are shown. */
export const SYNC_FACTS = {
  completed: "Last complete sync",
  latest: "Latest run",
  next: "Next sync",
  breaker: "Circuit breaker",
  problems: "Unreadable tests",
} as const;

export type SyncFact = keyof typeof SYNC_FACTS;

/** Data that nobody syncs is called old after this long. */
const OLD_AFTER_MS = 24 * 60 * 60_000;

export function syncView(facts: SyncFacts): SyncView {
  const { lastCompletedAt, latest, now } = facts;
  return {
    ...summary(facts),
    facts: {
      completed: lastCompletedAt === null ? "never" : both(lastCompletedAt, now),
      latest: latest === null ? "none" : runInWords(latest, now),
      next: nextInWords(facts),
      breaker: breakerInWords(facts),
      problems:
        facts.problemPositions === 0
          ? "none"
          : `${counted(facts.problemPositions, "test")} that TestIO could not answer so far`,
    },
  };
}

type Summary = Pick<SyncView, "tone" | "headline" | "detail" | "progress">;

function summary(facts: SyncFacts): Summary {
  const { background, running, live, lastCompletedAt, latest, now, failure } = facts;
  if (running !== null || live !== null) {
    const detail = live?.message ?? `Another process is at it: ${running?.holder}.`;
    return { tone: "busy", headline: "Syncing", detail, progress: { fraction: live?.fraction ?? null } };
  }
  const idle = (tone: Tone, headline: string, detail: string | null): Summary => {
    return { tone, headline, detail: detail ?? "", progress: null };
  };
  if (failure !== null) return idle("warning", "The sync asked for failed", failure);
  if (background.breaker !== null) return idle("bad", "Paused after several failures", background.breaker.reason);
  if (latest !== null && latest.status in FAILED) {
    const { tone, headline } = FAILED[latest.status as keyof typeof FAILED];
    return idle(tone, headline, latest.error ?? latest.warnings[0] ?? null);
  }
  if (lastCompletedAt === null) return idle("idle", "Nothing was synced yet", background.reason);
  const age = now.getTime() - lastCompletedAt.getTime();
  const patience = background.intervalSeconds ? 3000 * background.intervalSeconds : OLD_AFTER_MS;
  if (age > Math.max(patience, OLD_AFTER_MS / 24)) {
    return idle("warning", "The data is old", `The last complete sync ended ${relative(lastCompletedAt, now)}.`);
  }
  return idle("good", "Up to date", `Synced ${relative(lastCompletedAt, now)}.`);
}

/** How a run ended that did not do all it set out to. A cancelled one was meant to end. */
const FAILED = {
  failure: { tone: "bad", headline: "The last sync failed" },
  partial_failure: { tone: "warning", headline: "The last sync was done in part" },
  interrupted: { tone: "warning", headline: "The last sync was interrupted" },
} as const;

/** How a run ended. */
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  running: "running",
  success: "success",
  partial_failure: "done in part",
  failure: "failed",
  cancelled: "stopped",
  interrupted: "interrupted",
};

function runInWords(run: SyncRun, now: Date): string {
  const words = STATUS_WORDS[run.status] ?? run.status;
  const started = `${words}, started ${relative(new Date(run.started_at), now)} by ${triggerInWords(run.trigger)}`;
  if (run.duration_seconds === null || run.status === "running") return started;
  return `${started}, took ${duration(run.duration_seconds)}: ${resultInWords(run)}`;
}

/** "12 tests new, 3 changed, 40 bugs" */
export function resultInWords(run: SyncRun): string {
  const parts = [
    run.tests_discovered > 0 && `${counted(run.tests_discovered, "test")} new`,
    run.tests_updated > 0 && `${counted(run.tests_updated, "test")} changed`,
    run.tests_deleted > 0 && `${counted(run.tests_deleted, "test")} gone`,
    run.bugs_refreshed > 0 && `${counted(run.bugs_refreshed, "bug")} fetched`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "nothing new" : parts.join(", ");
}

const TRIGGERS: Readonly<Record<string, string>> = {
  startup: "the server’s start",
  background: "the schedule",
  cli: "the command line",
  mcp: "an assistant",
  rest: "REST or this page",
  library: "a program",
};

/** Who started it. */
export function triggerInWords(trigger: string): string {
  return TRIGGERS[trigger] ?? trigger;
}

function nextInWords({ background, now }: SyncFacts): string {
  const { activity, nextAt, reason } = background;
  if (nextAt !== null) return nextAt <= now ? "due now" : both(nextAt, now);
  if (activity === "running") return "after the one that runs";
  return reason === null ? "none planned" : `none planned: ${reason}`;
}

function breakerInWords({ background: { breaker } }: SyncFacts): string {
  if (breaker === null) return "closed: nothing holds the schedule up";
  return `open since ${absolute(breaker.openedAt)}, tries again at ${absolute(breaker.until)}`;
}
