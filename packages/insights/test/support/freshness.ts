import type { Freshness, FreshnessReport } from "../../src/index.js";

type Answer = (ids: readonly number[], signal: AbortSignal | undefined) => Promise<Partial<FreshnessReport>>;

/** Something that fetches: each may write to the store, and says what came of it. What is not given leaves all as it is. */
export function refreshing(answers: Partial<Record<keyof Freshness, Answer>>): Freshness {
  const kind =
    (answer: Answer = async (ids) => ({ fresh: [...ids] })): Freshness["tests"] =>
    async (ids, { signal } = {}) => ({
      fetched: [],
      fresh: [],
      stale: [],
      missing: [],
      ...(await answer(ids, signal)),
    });
  return { tests: kind(answers.tests), bugs: kind(answers.bugs), features: kind(answers.features) };
}

/** What an answer of TestIO's absence looks like for all ids asked for. */
export const failing =
  (reason: string): Answer =>
  async (ids) => ({ stale: ids.map((id) => ({ id, syncedAt: null, ageSeconds: null, reason })) });

/** Never answers, until it is told to stop. */
export const hanging: Answer = (_ids, signal) =>
  new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
