import type { ProblemPosition, Store } from "@testio/store";
import { NotStoredError } from "../not-stored-error.js";
import { listInWords } from "../output/words.js";

/** What became of the tests somebody said a position holds. */
export interface Mapping {
  eventId: number;
  productId: number;
  /** All that are mapped to it now. */
  mappedTestIds: number[];
  /** Of those just given: stored already, with their product. */
  alreadyStored: { id: number; productId: number }[];
}

/**
 * Notes that a position holds these tests, so that syncs ask for them by their ids.
 *
 * @param replace forget what was mapped before
 * @throws NotStoredError when there is no such position.
 */
export async function mapTests(
  store: Store,
  eventId: number,
  testIds: readonly number[],
  replace: boolean,
): Promise<Mapping> {
  const position = await positionOf(store, eventId);
  const mappedTestIds = [...new Set([...(replace ? [] : position.mappedTestIds), ...testIds])];
  await store.write((tx) => tx.updateProblemPosition({ ...position, mappedTestIds }));
  const stamps = await store.testStamps(testIds);
  const alreadyStored = stamps.map(({ id, productId }) => ({ id, productId }));
  return { eventId, productId: position.productId, mappedTestIds, alreadyStored };
}

async function positionOf(store: Store, eventId: number): Promise<ProblemPosition> {
  const positions = await store.listProblemPositions();
  const found = positions.find(({ id }) => id === eventId);
  if (found !== undefined) return found;
  const known = positions.map(({ id }) => id).sort((a, b) => a - b);
  const choice = known.length === 0 ? "There is none at all" : `There is ${listInWords(known.slice(0, 20))}`;
  throw new NotStoredError(
    `There is no event ${eventId}; TestIO may answer its place again. ${choice}: see testio-mcp problematic list.`,
  );
}
