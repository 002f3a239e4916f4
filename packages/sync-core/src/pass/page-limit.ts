/** Pages of fewer records can seldom overlap. */
const SHORTEST_OVERLAPPING = 5;

/** How many records a page of a list holds at most: as many as wanted, unless the server cuts pages shorter. */
export class PageLimit {
  #rows: number;
  /** How long the page was that was cut last, or seemed to be. */
  #lastCut: number | null = null;

  constructor(wanted: number) {
    this.#rows = wanted;
  }

  get rows(): number {
    return this.#rows;
  }

  /** The server cuts pages to this length. */
  isCutTo(length: number): void {
    this.#rows = Math.min(this.#rows, length);
    this.#lastCut = length;
  }

  /** The server seems to cut pages to this length. Once is no reason to ask for pages that hardly overlap. */
  seemsCutTo(length: number): void {
    if (length >= SHORTEST_OVERLAPPING || length === this.#lastCut) this.isCutTo(length);
    this.#lastCut = length;
  }
}
