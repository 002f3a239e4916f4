import type { SyncState, TestRow } from "@testio/store";
import type { RunRecord } from "../run-record.js";
import type { Snapshot } from "../snapshot.js";
import type { UpstreamTest } from "../upstream-tests.js";
import type { World } from "../world.js";

/** What the engine claims about a product's list, with the moments of the runs it claims to have it from. */
export interface Claim {
  state: SyncState;
  /** When the run began that completed last; null = none ever did. */
  completedSince: number | null;
  /** When the run began that read the whole list last; null = none counts. */
  fullSince: number | null;
}

export function claimOf(world: World, snapshot: Snapshot, productId: number): Claim | null {
  const state = snapshot.state(productId, "NEW_TESTS");
  if (state === null) return null;
  const beginOf = (stamp: Date | null) => world.runs.find(({ at }) => at === stamp?.getTime())?.startedAt ?? null;
  return {
    state,
    completedSince: state.completedPass > 0 ? beginOf(state.succeededAt) : null,
    fullSince: beginOf(state.fullPassAt),
  };
}

/** Whether this run says that it brought the product's tests up to date. */
export function claimsProduct(run: RunRecord, productId: number): boolean {
  return run.after.state(productId, "NEW_TESTS")?.succeededAt?.getTime() === run.at;
}

/**
 * Whether a test lies at or above a floor (null = there is none). One without an end always does; but where such tests stand
 * last, a sync ends before them.
 */
export function isWithin({ setup }: World, endAt: number | null, floor: number | null): boolean {
  if (floor === null) return true;
  return endAt === null ? setup.nullEndAt === "first" : endAt >= floor;
}

/** What the list has and the database does not. */
export function missingTests({ upstream }: World, snapshot: Snapshot, productId: number): UpstreamTest[] {
  return upstream.list(productId).filter(({ id }) => {
    const stored = snapshot.tests.get(id);
    return stored === undefined || stored.deletedAt !== null;
  });
}

/** Whether a test stands where a problem position says that a record could not be read. */
export function isReported({ upstream }: World, snapshot: Snapshot, test: UpstreamTest): boolean {
  const list = upstream.list(test.productId);
  const placeOf = (id: number | null) => list.findIndex((other) => other.id === id);
  const place = list.indexOf(test);
  return snapshot.positions.some(({ productId, beforeId, afterId }) => {
    const below = placeOf(afterId);
    return productId === test.productId && placeOf(beforeId) < place && (below === -1 || place < below);
  });
}

/** What the database shows as alive and TestIO no longer has. */
export function ghosts({ upstream }: World, snapshot: Snapshot, productId: number): TestRow[] {
  return snapshot.living(productId).filter(({ id }) => upstream.tests.get(id)?.goneAt !== null);
}

/**
 * Whether a test may be missing until the next full read: it took its place after the last one began, and below a test
 * that was known by then.
 */
export function mayWaitForSweep(world: World, { state, fullSince }: Claim, test: UpstreamTest): boolean {
  const covered = fullSince !== null && isWithin(world, test.endAt, state.fullPassSince?.getTime() ?? null);
  return test.placedBelowKnown && (!covered || test.placedAt > fullSince);
}

/** Whether this run had to read the product's list whatever was known: forced, first, or due. */
export function mustReadAll(world: World, run: RunRecord, productId: number): boolean {
  if (run.step.mode === "force" || run.step.mode === "nuke") return true;
  const state = run.before.state(productId, "NEW_TESTS");
  if (state === null || state.completedPass === 0) return true;
  const intervalMs = 1000 * world.setup.sweepIntervalSeconds;
  if (intervalMs === 0) return false;
  if (state.fullPassAt === null) return true;
  const known = state.fullPassSince?.getTime() ?? null;
  const deepEnough = known === null || (run.floor !== null && known <= run.floor);
  const ageMs = run.at - state.fullPassAt.getTime();
  return !deepEnough || ageMs < 0 || ageMs >= intervalMs;
}

export function inScope(run: RunRecord, productId: number): boolean {
  return run.scope === null || run.scope.includes(productId);
}

export function named(tests: readonly { id: number; title: string; endAt: number | Date | null }[]): string {
  return tests
    .map(({ id, title, endAt }) => `${id} (${title}, ends ${endAt === null ? "?" : new Date(endAt).toISOString()})`)
    .join(", ");
}
