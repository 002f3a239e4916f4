/** Runs tasks one after another, in the order they were added; a task that fails does not hold up the next. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  add<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves once everything added so far has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
