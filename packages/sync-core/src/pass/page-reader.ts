import type { TestPage } from "./test-page.js";
import type { Window } from "./window.js";

type Outcome = { page: TestPage } | { error: unknown };

/** Hands out the pages of one list one by one while it fetches the next ones ahead. */
export class PageReader {
  readonly #fetchPage: (window: Window, signal: AbortSignal) => Promise<TestPage>;
  readonly #stopped = new AbortController();
  readonly #signal: AbortSignal;
  readonly #underWay = new Map<string, Promise<Outcome>>();

  constructor(fetchPage: (window: Window, signal: AbortSignal) => Promise<TestPage>, signal: AbortSignal) {
    this.#fetchPage = fetchPage;
    this.#signal = AbortSignal.any([signal, this.#stopped.signal]);
  }

  /** Starts fetching pages, unless they are under way already. */
  start(windows: readonly Window[]): void {
    for (const window of windows) {
      if (!this.#underWay.has(keyOf(window))) this.#underWay.set(keyOf(window), this.#fetch(window));
    }
  }

  /** A page, from its fetch under way or a new one. */
  async read(window: Window): Promise<TestPage> {
    const outcome = await (this.#underWay.get(keyOf(window)) ?? this.#fetch(window));
    this.#underWay.delete(keyOf(window));
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
  #fetch(window: Window): Promise<Outcome> {
    return this.#fetchPage(window, this.#signal).then(
      (page) => ({ page }),
      (error: unknown) => ({ error }),
    );
  }
}

function keyOf({ page, size }: Window): string {
  return `${page}/${size}`;
}
