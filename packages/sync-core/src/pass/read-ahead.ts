import { type Window, windowBelow } from "./window.js";

/** Pages overlap, so that each brings a little less than its size. */
const NEW_ON_A_PAGE = 0.9;

/** Where a walk is. */
interface Progress {
  /** Records read. */
  rows: number;
  /** The most that a page holds. */
  limit: number;
  /** Safety pages still to be read; null while there is no sign that the rest is known. */
  safetyLeft: number | null;
}

/** How far a walk fetches ahead: no further than was read already, so that what turns out not to be needed stays in proportion. */
export class ReadAhead {
  readonly #allowed: () => number;
  readonly #expectedRows: number | null;
  #pagesRead = 0;

  /**
   * @param allowed how many pages may be fetched ahead at the moment
   * @param expectedRows how many records the list should have; null = unknown
   */
  constructor(allowed: () => number, expectedRows: number | null) {
    this.#allowed = allowed;
    this.#expectedRows = expectedRows;
  }

  notePage(): void {
    this.#pagesRead += 1;
  }

  get isAllowed(): boolean {
    return this.#allowed() > 0;
  }

  /** What a known list is asked for after its first page: its second, or the record that must not be there. */
  second(limit: number): Window {
    const expected = this.#expectedRows ?? 0;
    return expected > 0 && expected < limit ? { page: expected + 1, size: 1 } : windowBelow(limit, limit);
  }

  pages({ safetyLeft, ...progress }: Progress): number {
    const wanted = safetyLeft === null ? this.#pagesRead : safetyLeft - 1;
    return Math.max(0, Math.min(wanted, this.#allowed(), this.#pagesLeft(progress) - 1));
  }

  /** About how many pages the list still has. */
  #pagesLeft({ rows, limit }: Omit<Progress, "safetyLeft">): number {
    if (this.#expectedRows === null) return Number.POSITIVE_INFINITY;
    return Math.ceil((this.#expectedRows - rows) / (NEW_ON_A_PAGE * limit));
  }
}
