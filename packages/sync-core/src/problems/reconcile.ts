import type { ProblemPosition } from "@testio/store";
import { isTest, type ListedTest, type Mark, marksOf, type Region, type RegionEntry } from "./region.js";

/** What reading a stretch of a list says about the positions that could not be read before. */
export interface Reconciliation<Open> {
  /** Their place was read, and there is no bad record there any more. */
  settled: Open[];
  /** Still bad. */
  continued: { position: Open; mark: Mark }[];
  /** Bad, and not recorded yet. */
  fresh: Mark[];
}

type Recorded = Pick<ProblemPosition, "position" | "beforeId" | "beforeEndAt" | "afterId" | "afterEndAt">;

/**
 * Compares recorded problem positions with a stretch of the list as it was read just now. A position is known by its
 * neighbours, not by its number: every test added above moves that. What lies outside of the stretch is in neither list.
 */
export function reconcile<Open extends Recorded>(open: readonly Open[], region: Region): Reconciliation<Open> {
  const unclaimed = marksOf(region);
  const settled: Open[] = [];
  const continued: { position: Open; mark: Mark }[] = [];
  const indexes = new Map(region.entries.flatMap((entry, index) => (isTest(entry) ? [[entry.id, index]] : [])));
  for (const position of [...open].sort((a, b) => a.position - b.position)) {
    const place = placeOf(position, region, indexes);
    if (place === null) continue;
    const claimed = unclaimed.findIndex(({ index }) => index > place.above && index < place.below);
    const mark = unclaimed[claimed];
    if (mark !== undefined) {
      unclaimed.splice(claimed, 1);
      continued.push({ position, mark });
    } else if (place.whole) settled.push(position);
  }
  return { settled, continued, fresh: unclaimed };
}

interface Place {
  above: number;
  below: number;
  /** Whether the stretch covers all of the place, so that a position that is not in it is nowhere. */
  whole: boolean;
}

/** Between which entries the position lies; null when the stretch does not tell. */
function placeOf(position: Recorded, region: Region, indexes: ReadonlyMap<number, number>): Place | null {
  const { entries, fromTop, toEnd } = region;
  const above = neighbour(position.beforeId, indexes, fromTop ? -1 : null);
  const below = neighbour(position.afterId, indexes, toEnd ? entries.length : null);
  if (above !== null && below !== null) {
    return { above: Math.min(above, below), below: Math.max(above, below), whole: true };
  }
  if (above !== null) {
    const end = laterThan(position.afterEndAt, region, above);
    return { above, below: end ?? nextTest(entries, above), whole: end !== null };
  }
  if (below !== null) {
    const start = earlierThan(position.beforeEndAt, region, below);
    return { above: start ?? previousTest(entries, below), below, whole: start !== null };
  }
  return bracket(position, region);
}

/** Index of the first entry below `index` that ends no later than `endAt`: where a neighbour that is gone stood, or below. */
function laterThan(endAt: Date | null, { entries, toEnd }: Region, index: number): number | null {
  const found = endAt === null ? -1 : entries.findIndex((entry, at) => at > index && endOf(entry) <= endAt.getTime());
  if (found !== -1) return found;
  return toEnd ? entries.length : null;
}

/** Index of the last entry above `index` that ends no earlier than `endAt`. */
function earlierThan(endAt: Date | null, { entries, fromTop }: Region, index: number): number | null {
  const found =
    endAt === null ? -1 : entries.findLastIndex((entry, at) => at < index && endOf(entry) >= endAt.getTime());
  if (found !== -1) return found;
  return fromTop ? -1 : null;
}

/** `edge`: where a position without this neighbour begins or ends. */
function neighbour(id: number | null, indexes: ReadonlyMap<number, number>, edge: number | null): number | null {
  return id === null ? edge : (indexes.get(id) ?? null);
}

/** Both neighbours are gone: lists are in order of `end_at`, latest first, so theirs still tell the place. */
function bracket({ beforeEndAt, afterEndAt }: Recorded, region: Region): Place | null {
  const { entries, fromTop, toEnd } = region;
  const above = earlierThan(beforeEndAt, region, entries.length);
  const below = above === null ? null : laterThan(afterEndAt, region, above);
  if (above !== null && below !== null) return { above, below, whole: true };
  return fromTop && toEnd ? { above: -1, below: entries.length, whole: true } : null;
}

function endOf(entry: RegionEntry): number {
  return isTest(entry) ? (entry.endAt?.getTime() ?? Number.NaN) : Number.NaN;
}

/** Index of the nearest readable record below; the number of entries when there is none. */
function nextTest(entries: readonly RegionEntry[], index: number): number {
  const next = entries.findIndex((entry, at): entry is ListedTest => at > index && isTest(entry));
  return next === -1 ? entries.length : next;
}

/** Index of the nearest readable record above; -1 when there is none. */
function previousTest(entries: readonly RegionEntry[], index: number): number {
  return entries.findLastIndex((entry, at) => at < index && isTest(entry));
}
