/** So old may an answer be: what is fetched for other questions changes it too. */
const KEPT_MS = 60_000;

/** An answer that takes long, kept for all who look at the same state of the data. */
export interface Kept<Value> {
  /** @param state of the data; another one makes the answer out of date. */
  get(state: string): Promise<Value>;
}

/** @param now milliseconds that only grow. Default: the process's own. */
export function kept<Value>(make: () => Promise<Value>, now: () => number = () => performance.now()): Kept<Value> {
  let held: { state: string; madeAt: number; value: Promise<Value> } | null = null;
  return {
    get(state) {
      if (held !== null && held.state === state && now() - held.madeAt < KEPT_MS) return held.value;
      const made = { state, madeAt: now(), value: make() };
      held = made;
      made.value.catch(() => {
        // Whoever asked is told; here a failure only makes room for another attempt.
        if (held === made) held = null;
      });
      return made.value;
    },
  };
}
