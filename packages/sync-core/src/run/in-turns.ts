import { setImmediate as eventLoopTurn } from "node:timers/promises";

/** Records made ready to be stored in one turn: some milliseconds of work. */
const RECORDS_PER_TURN = 20;

let lastTurn: Promise<void> = Promise.resolve();

/**
 * Maps a page of records with turns of the event loop between, each of which does a part of one page only, however many
 * pages are under way: whatever else this process does, such as to answer a question, waits for a part and not for a page.
 */
export async function mapInTurns<Item, Result>(items: readonly Item[], map: (item: Item) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += RECORDS_PER_TURN) {
    lastTurn = lastTurn.then(() => eventLoopTurn());
    await lastTurn;
    results.push(...items.slice(start, start + RECORDS_PER_TURN).map(map));
  }
  return results;
}
