import { setImmediate as eventLoopTurn } from "node:timers/promises";

/** Gives each who asks a turn of the event loop of its own, first come, first served. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  next(): Promise<void> {
    this.#last = this.#last.then(() => eventLoopTurn());
    return this.#last;
  }
}
