import type { SyncPhaseName } from "@testio/store";
import { executeSync } from "../../src/engine.js";
import type { SyncOptions, SyncRequest, SyncResult, SyncScope } from "../../src/types.js";
import { type ProcessStore, storeOfProcess } from "./crashing-store.js";
import type { SyncStep } from "./history.js";
import { missingTests } from "./invariants/coverage.js";
import { leaveLockOfDeadProcess } from "./left-lock.js";
import type { RunRecord, SeenRequest } from "./run-record.js";
import { takeSnapshot } from "./snapshot.js";
import type { World } from "./world.js";

const HOUR = 3_600_000;
/** Requests after which a run is stopped. */
export const RUNAWAY = 3000;
const DEFAULT_PHASES: readonly SyncPhaseName[] = ["PRODUCTS", "FEATURES", "NEW_TESTS"];

/** Runs a sync in a process of its own, with what happens to it and around it meanwhile. */
export async function runSync(world: World, step: SyncStep): Promise<RunRecord> {
  const { upstream, simulator, snapshot: before } = world;
  world.turnClock(1);
  const startedAt = world.moment();
  const answersBefore = world.answers.length;
  const changesBefore = upstream.changes;
  const cancelled = new AbortController();
  const { seen, stop } = watchRequests(world, step, cancelled);
  const floor = floorOf(world, step);
  const scope = step.products === null ? null : productsAt(world, step.products);
  world.underWay = { since: startedAt, wipes: step.mode === "nuke" };
  simulator.resetCounters();
  world.faultWatch.reset();

  const own = storeOfProcess(world.database, step.end.by === "crash" ? step.end : null);
  const request = { ...requestOf(world, step, { scope, floor }), signal: cancelled.signal };
  const [result, rival] = await Promise.all([
    executeSync({ ...request, store: own.store }),
    step.rival && step.end.by !== "crash" ? executeSync({ ...request, store: otherStore(world, own) }) : null,
  ]);

  stop();
  world.underWay = null;
  if (own.crashed()) await leaveLockOfDeadProcess(world.database);
  world.snapshot = await takeSnapshot(world.database);
  const [first, second] = rival !== null && result.eventId === null ? [rival, result] : [result, rival];
  const run: RunRecord = {
    step,
    at: world.now.getTime(),
    startedAt,
    endedAt: world.moment(),
    result: first,
    rival: second,
    crashed: own.crashed(),
    quiet: upstream.changes === changesBefore,
    faulty: world.faultWatch.hits > 0,
    liedAbout: new Set(world.faultWatch.liedAbout),
    floor: floor?.getTime() ?? null,
    scope,
    pageSize: world.pageSize,
    maxPages: world.maxPages,
    requests: seen,
    peak: simulator.counters.peakConcurrency,
    answers: world.answers.slice(answersBefore),
    before,
    after: world.snapshot,
  };
  world.runs.push(run);
  excuseWhatWasHidden(world, run);
  return run;
}

/** Tests of a list that was said to be empty, or to end, where it does not: nobody can find them before the next full read. */
function excuseWhatWasHidden(world: World, { liedAbout, after }: RunRecord): void {
  for (const productId of liedAbout) {
    for (const test of missingTests(world, after, productId)) {
      test.placedBelowKnown = true;
      test.placedAt = world.moment();
    }
  }
}

function watchRequests(world: World, step: SyncStep, cancelled: AbortController) {
  const seen: SeenRequest[] = [];
  const numberOf = (query: URLSearchParams, name: string) => (query.has(name) ? Number(query.get(name)) : null);
  const stop = world.simulator.onRequest(({ path, query }) => {
    seen.push({ path, page: numberOf(query, "page"), perPage: numberOf(query, "per_page") });
    for (const { request, change } of step.during) if (request === seen.length) world.upstream.apply(change);
    if (step.end.by === "cancel" && step.end.request === seen.length) cancelled.abort();
    // What is out of all proportion might never end; the budget of requests tells of it.
    if (seen.length === RUNAWAY) cancelled.abort();
  });
  return { seen, stop };
}

function productsAt({ upstream }: World, places: readonly number[]): number[] {
  const { products } = upstream;
  return [...new Set(places.flatMap((place) => products[place % products.length]?.id ?? []))];
}

function floorOf({ upstream }: World, { floorHours }: SyncStep): Date | null {
  if (floorHours === null) return null;
  const ends = [...upstream.tests.values()].flatMap(({ endAt, goneAt }) => (goneAt === null ? (endAt ?? []) : []));
  return ends.length === 0 ? null : new Date(Math.max(...ends) - floorHours * HOUR);
}

const OPTIONS: Readonly<Record<SyncStep["mode"], SyncOptions>> = {
  default: {},
  incremental: { incrementalOnly: true },
  refresh: { refreshMutable: true },
  force: { forceRefresh: true },
  nuke: { nuke: true },
};

function requestOf(
  world: World,
  { mode, bugs, dryRun }: SyncStep,
  { scope, floor }: { scope: readonly number[] | null; floor: Date | null },
): Omit<SyncRequest, "store"> {
  const { setup, client, now, pageSize, maxPages } = world;
  const within: SyncScope = {
    ...(scope === null ? {} : { productIds: scope }),
    ...(floor === null ? {} : { sinceDate: floor }),
  };
  const { concurrency, sweepIntervalSeconds } = setup;
  return {
    client,
    ...(bugs && mode !== "incremental" ? { phases: [...DEFAULT_PHASES, "BUGS" as const] } : {}),
    scope: within,
    options: { ...OPTIONS[mode], dryRun },
    settings: { pageSize, maxPages, concurrency, sweepIntervalSeconds },
    lock: { waitMs: 0 },
    now: () => now,
  };
}

/** In memory two syncs are kept apart by the store object they share, else by the lock file. */
function otherStore({ otherHandle }: World, own: ProcessStore) {
  return otherHandle === null ? own.store : storeOfProcess(otherHandle, null).store;
}

export function isLockedOut({ errors }: SyncResult): boolean {
  return errors.some(({ kind }) => kind === "SyncLockedError");
}
