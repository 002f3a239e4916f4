import { performance } from "node:perf_hooks";

interface Waiter {
  admit: () => void;
}

/** A place under the limit. Give it back with `release`; only the first call counts. */
export interface Place {
  waitedMs: number;
  release: () => void;
}

/** Lets at most `limit` holders in at once, first come, first served. An aborted waiter leaves the queue at once. */
export class ConcurrencyLimit {
  readonly #limit: number;
  // A Set keeps insertion order and removes from the middle without a scan, however long the queue.
  readonly #queue = new Set<Waiter>();
  #held = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /** Resolves with a place; rejects with the signal's reason when it is aborted first. */
  async acquire(signal: AbortSignal): Promise<Place> {
    signal.throwIfAborted();
    const since = performance.now();
    if (this.#held < this.#limit) this.#held += 1;
    else await this.#queued(signal);
    let held = true;
    const release = () => {
      if (held) this.#release();
      held = false;
    };
    return { waitedMs: performance.now() - since, release };
  }

  #queued(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#queue.delete(waiter);
        reject(signal.reason);
      };
      const waiter = {
        admit: () => {
          signal.removeEventListener("abort", leave);
          resolve();
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#queue.add(waiter);
    });
  }

  #release(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#held -= 1;
      return;
    }
    this.#queue.delete(next);
    // The place passes on without ever being free, so that a newcomer cannot slip in before those who waited.
    next.admit();
  }
}
