import { setImmediate as eventLoopTurn } from "node:timers/promises";

/** Turns it takes from an answer that has arrived to the request that follows from it. */
const TURNS = 4;

async function letOthersGoFirst(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await eventLoopTurn();
}

/**
 * Runs tasks one after another, in the order they were added; a task that fails does not hold up the next.
 *
 * `blocking`: a task may run from its first statement to its last without ever letting the event loop turn, since SQLite
 * works synchronously. It is turned before each one, or a row of writes would keep everything else, such as answers that
 * have arrived, waiting.
 */
export class Queue {
  readonly #before: () => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ blocking }: { blocking: boolean }) {
    this.#before = blocking ? letOthersGoFirst : () => Promise.resolve();
  }

  add<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(this.#before).then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves once everything added so far has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
