import { hostname } from "node:os";
import { LAST_SYNC_COMPLETED_KEY, type Store, type SyncTrigger } from "@testio/store";
import { executeSync } from "../engine.js";
import { describeError } from "../errors/describe-error.js";
import type { SyncLogEntry } from "../types.js";
import { type Attempt, CANCELLED, failedAttempt, freshAttempt, hasNameOfItsOwn, ranAttempt } from "./attempt.js";
import { systemClock, wakeAfter } from "./clock.js";
import { type Schedule, scheduleAfter, whetherToSync } from "./schedule.js";
import { writeBackgroundState } from "./stored-state.js";
import type { BackgroundState, BackgroundSync, BackgroundSyncOptions, Clock } from "./types.js";

/**
 * Keeps the stored data fresh while a server runs: a sync at the start unless the data is fresh (or `forceInitial`), then one
 * whenever the latest complete sync, whoever ran it, is older than the interval. Returns at once; the first sync begins soon
 * after, and nothing here ever throws or keeps the process alive.
 *
 * A failed sync is tried again after a pause that grows; three failures in a row within five minutes open a circuit breaker:
 * nothing for 15 minutes, then one try, which closes it when it does not fail. A sync that another process is running is not
 * waited for.
 */
export function startBackgroundSync(options: BackgroundSyncOptions): BackgroundSync {
  const loop = new BackgroundLoop(options);
  loop.start();
  return { state: () => loop.state, stop: () => loop.stop() };
}

class BackgroundLoop {
  readonly #options: BackgroundSyncOptions;
  readonly #clock: Clock;
  readonly #aborter = new AbortController();
  #state: BackgroundState;
  #schedule: Schedule;
  /** Known from the first request on. */
  #store: Store | null = null;
  #cancelTimer: () => void = () => undefined;
  #underWay: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | null = null;

  constructor(options: BackgroundSyncOptions) {
    const { intervalSeconds, forceInitial = false, clock = systemClock } = options;
    const startedAt = clock.now();
    this.#options = options;
    this.#clock = clock;
    this.#schedule = {
      intervalMs: 1000 * intervalSeconds,
      forcedSince: forceInitial ? startedAt : null,
      failures: 0,
      recentFailures: [],
      breaker: null,
    };
    this.#state = {
      pid: process.pid,
      host: hostname(),
      startedAt,
      intervalSeconds,
      activity: "off",
      nextAt: null,
      recentFailures: [],
      breaker: null,
      last: null,
    };
  }

  get state(): BackgroundState {
    return this.#state;
  }

  start(): void {
    const { intervalMs, forcedSince } = this.#schedule;
    if (intervalMs === 0 && forcedSince === null) return;
    this.#state = { ...this.#state, activity: "waiting", nextAt: this.#state.startedAt };
    this.#wakeAfter(0, "startup");
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end();
    return this.#stopped;
  }

  async #end(): Promise<void> {
    this.#cancelTimer();
    this.#aborter.abort();
    await this.#underWay;
    await this.#enter({ activity: "stopped", nextAt: null });
  }

  #wakeAfter(ms: number, trigger: SyncTrigger): void {
    this.#cancelTimer = wakeAfter(this.#clock, ms, () => {
      this.#underWay = this.#tick(trigger);
    });
  }

  async #tick(trigger: SyncTrigger): Promise<void> {
    const { outcome, status, reason, result } = await this.#attempt(trigger);
    if (result !== null) this.#options.onResult?.(result);
    const at = this.#clock.now();
    const last = { status, at, reason };
    if (this.#stopped !== null) {
      this.#state = { ...this.#state, last };
      return;
    }
    const { schedule, waitMs } = scheduleAfter(this.#schedule, outcome, at);
    const { breaker, recentFailures } = schedule;
    const nextAt = waitMs === null ? null : new Date(at.getTime() + waitMs);
    if (outcome.kind === "failed") this.#log("warn", failureMessage(outcome.reason, schedule, nextAt));
    else if (this.#schedule.breaker !== null && breaker === null) this.#log("info", "The background sync works again.");
    this.#schedule = schedule;
    const activity = waitMs === null ? "off" : breaker === null ? "waiting" : "paused";
    await this.#enter({ activity, nextAt, breaker, recentFailures, last });
    if (waitMs !== null && this.#stopped === null) this.#wakeAfter(waitMs, "background");
  }

  async #attempt(trigger: SyncTrigger): Promise<Attempt> {
    try {
      const request = await this.#options.request();
      if (this.#stopped !== null) return CANCELLED;
      this.#store = request.store;
      const now = this.#clock.now();
      const lastCompletedAt = await readLastCompleted(request.store);
      const decision = whetherToSync(this.#schedule, { now, lastCompletedAt });
      if (!decision.sync) return freshAttempt(lastCompletedAt, decision.waitMs);
      await this.#enter({ activity: "running", nextAt: null });
      const { signal } = this.#aborter;
      const result = await executeSync({
        now: () => this.#clock.now(),
        ...request,
        trigger,
        signal,
        lock: { waitMs: 0 },
      });
      return ranAttempt(result);
    } catch (error) {
      if (this.#stopped !== null) return CANCELLED;
      if (!hasNameOfItsOwn(error)) this.#log("error", "The background sync could not start.", error);
      return failedAttempt(error);
    }
  }

  /** Other processes are told too; that they cannot be is no reason to stop. */
  async #enter(change: Partial<BackgroundState>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    this.#options.onState?.(this.#state);
    if (this.#store === null) return;
    try {
      await writeBackgroundState(this.#store, this.#state);
    } catch (error) {
      const { message } = describeError(error);
      this.#log("warn", `What the background sync is up to could not be stored: ${message}`, error);
    }
  }

  /** An error is added only where its message does not say it all. */
  #log(level: SyncLogEntry["level"], message: string, error?: unknown): void {
    const unexpected = error !== undefined && !hasNameOfItsOwn(error);
    this.#options.log?.({ level, message, ...(unexpected ? { error } : {}) });
  }
}

async function readLastCompleted(store: Store): Promise<Date | null> {
  const text = await store.getMetadata(LAST_SYNC_COMPLETED_KEY);
  const moment = text === null ? null : new Date(text);
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment;
}

function failureMessage(reason: string, { breaker, failures }: Schedule, nextAt: Date | null): string {
  const next = nextAt?.toISOString();
  const plan = breaker === null ? `Next try at ${next}.` : `Paused until ${next} after ${failures} failures in a row.`;
  return `The background sync failed: ${reason} ${plan}`;
}
