import pMap, { pMapSkip } from "p-map";

/**
 * Works on items side by side. Once one fails the others are cancelled by their signal, and it rejects with that failure only
 * when none of them is under way any more: nobody is left who sends requests for a result that nobody waits for.
 */
export async function allOrNone<Item, Result>(
  items: readonly Item[],
  { signal, concurrency = Number.POSITIVE_INFINITY }: { signal: AbortSignal; concurrency?: number },
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const failures: unknown[] = [];
  const attempt = async (item: Item) => {
    if (failures.length > 0) return pMapSkip;
    try {
      return await work(item, both);
    } catch (error) {
      failures.push(error);
      failed.abort();
      return pMapSkip;
    }
  };
  const results = await pMap(items, attempt, { concurrency });
  if (failures.length > 0) throw failures[0];
  return results;
}
