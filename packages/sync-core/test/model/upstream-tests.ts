import type { Place } from "./history.js";

const HOUR = 3_600_000;

/** A test as TestIO has it, and what happened to it there. Moments are numbers of the world's sequence. */
export interface UpstreamTest {
  readonly id: number;
  readonly productId: number;
  title: string;
  status: string;
  endAt: number | null;
  /** Since when it stands at its place of the list. */
  placedAt: number;
  /** Whether it took that place below a test that was known already, where a sync need not look until the next sweep. */
  placedBelowKnown: boolean;
  /** Since when it is deleted or withdrawn; null = it exists. */
  goneAt: number | null;
  poisoned: false | "in lists" | "alone too";
  /** When it was last mended; null = it never was bad, or still is. */
  healedAt: number | null;
}

/** The `end_at` that puts a test at a place of a list. */
export function endAtFor(place: Place, list: readonly UpstreamTest[], now: number): number | null {
  const dated = list.flatMap(({ endAt }) => endAt ?? []);
  if (place.at === "unknown") return null;
  if (place.at === "top" || dated.length === 0) return Math.max(now, ...dated) + HOUR;
  if (place.at === "bottom") return Math.min(...dated) - 24 * HOUR;
  const target = list[place.test % list.length]?.endAt ?? null;
  if (place.at === "tie" || target === null) return target;
  const above = dated.filter((endAt) => endAt > target);
  return above.length === 0 ? target + HOUR : Math.floor((target + Math.min(...above)) / 2);
}

/** `count` neighbours of a list, from a place taken modulo its length. */
export function stretchOf<Item>(list: readonly Item[], from: number, count: number): Item[] {
  return list.length === 0 ? [] : list.slice(from % list.length, (from % list.length) + count);
}
