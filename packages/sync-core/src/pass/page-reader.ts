import type { TestPage } from "./test-page.js";

type Outcome = { page: TestPage } | { error: unknown };

/** Hands out the pages of one list one by one while it fetches the next ones ahead. */
export class PageReader {
  readonly #fetchPage: (page: number, signal: AbortSignal) => Promise<TestPage>;
  readonly #stopped = new AbortController();
  readonly #signal: AbortSignal;
  readonly #underWay = new Map<number, Promise<Outcome>>();

  constructor(fetchPage: (page: number, signal: AbortSignal) => Promise<TestPage>, signal: AbortSignal) {
    this.#fetchPage = fetchPage;
    this.#signal = AbortSignal.any([signal, this.#stopped.signal]);
  }

  /** Starts fetching a page and `ahead` pages after it, unless they are under way already. */
  start(number: number, ahead: number): void {
    for (let next = number; next <= number + ahead; next += 1) {
      if (!this.#underWay.has(next)) this.#underWay.set(next, this.#fetch(next));
    }
  }

  /** A page, from its fetch under way or a new one. */
  async read(number: number): Promise<TestPage> {
    const outcome = await (this.#underWay.get(number) ?? this.#fetch(number));
    this.#underWay.delete(number);
    if ("error" in outcome) throw outcome.error;
    return outcome.page;
  }

  /** Gives up what was fetched ahead and waits until none of it is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#underWay.values());
    this.#underWay.clear();
  }

  /** Failures are kept until their page is asked for: a page read ahead that nobody needs must not fail the pass. */
  #fetch(number: number): Promise<Outcome> {
    return this.#fetchPage(number, this.#signal).then(
      (page) => ({ page }),
      (error: unknown) => ({ error }),
    );
  }
}
