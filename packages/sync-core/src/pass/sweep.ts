import type { SyncState } from "@testio/store";
import { reachesBackTo } from "./pass-plan.js";

/** The part of the interval over which the full reads of many products are spread. */
const SPREAD = 0.25;

export interface SweepRequest {
  now: Date;
  /** 0 = never due: only a forced sync reads whole lists. */
  sweepIntervalMs: number;
  /** How far back tests are wanted; null = all. */
  floor: Date | null;
}

/**
 * Whether a product's list has to be read from top to end again, though its tests are known: what appeared further down
 * than a pass reads, and what is gone, shows in no other way. Each product comes due at a moment of its own within the last
 * quarter of the interval, so that products first synced together are not all read at once.
 */
export function sweepDue(state: SyncState | null, { now, sweepIntervalMs, floor }: SweepRequest): boolean {
  // A list that was never read to the end is, whatever its age.
  if (sweepIntervalMs === 0 || state === null || state.completedPass === 0) return false;
  if (state.fullPassAt === null || !reachesBackTo(state.fullPassSince, floor)) return true;
  const ageMs = now.getTime() - state.fullPassAt.getTime();
  // A stamp from the future (the clock was set back) proves nothing.
  return ageMs < 0 || ageMs >= sweepIntervalMs * (1 - SPREAD * shareOf(state.productId));
}

/** A number from 0 up to 1 that is always the same for a product, and differs well between neighbours (Knuth's multiplicative hash). */
function shareOf(productId: number): number {
  return (Math.imul(productId, 2_654_435_761) >>> 0) / 2 ** 32;
}
