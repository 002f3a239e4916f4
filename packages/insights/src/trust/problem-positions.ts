import type { ProblemPosition, Store } from "@testio/store";

/** A position, and which of the tests it was mapped to are not stored. */
export interface MappedPosition {
  position: ProblemPosition;
  missingTestIds: number[];
}

/** Looks up which of the tests that positions were mapped to are stored and not gone: those were fetched by their ids. */
export async function withMissingTests(store: Store, positions: readonly ProblemPosition[]): Promise<MappedPosition[]> {
  const mapped = [...new Set(positions.flatMap(({ mappedTestIds }) => mappedTestIds))];
  const stamps = mapped.length === 0 ? [] : await store.testStamps(mapped);
  const stored = new Set(stamps.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
  return positions.map((position) => ({
    position,
    missingTestIds: position.mappedTestIds.filter((id) => !stored.has(id)),
  }));
}

/** The positions at which something is missing: those whose tests nobody named, or whose tests could not be fetched either. */
export async function openPositions(store: Store, positions: readonly ProblemPosition[]): Promise<ProblemPosition[]> {
  const looked = await withMissingTests(store, positions);
  return looked.filter(isOpen).map(({ position }) => position);
}

function isOpen({ position, missingTestIds }: MappedPosition): boolean {
  return position.mappedTestIds.length === 0 || missingTestIds.length > 0;
}
