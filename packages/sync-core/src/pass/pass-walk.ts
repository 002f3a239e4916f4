import type { PassPlan, TestKind } from "./pass-plan.js";

/** Pages read after the first sign that the rest is known, in case the list is not in order ("2 safety pages"). */
const SAFETY_PAGES = 2;

/** What the walk has to know of a page that was read. */
export interface WalkedPage {
  number: number;
  /** One for each test on the page. */
  kinds: readonly TestKind[];
  /** Records on the page that could not be read as tests. */
  unreadable: number;
}

export type Step =
  | { next: "page"; page: number; ahead: number }
  | { next: "end"; reached: "end_of_list" | "known" | "floor" };

/**
 * Decides, page by page, where a pass reads next and when it may end. Pure state: no requests, no clock.
 *
 * It goes down from page 1. A page with an anchor, or one wholly below the floor, is a sign that the rest is not needed;
 * the pass ends when `SAFETY_PAGES` more pages brought nothing wanted. A page with tests of the resume block is likewise
 * a sign that what follows was read before; the pass then jumps to the end of the block, and steps back from there until
 * a page overlaps it, since tests deleted meanwhile move all later ones up. A page shorter than asked for proves nothing:
 * the end of the list is an empty page, or pages that only repeat (a server that ignores `page`).
 */
export class PassWalk {
  readonly #plan: PassPlan;
  readonly #maxAhead: () => number;
  #stage: "descend" | "step_back" | "unbroken";
  #safetyLeft: number | null = null;
  #repeated = 0;
  #moved = false;
  #fetchedAhead = false;
  /** The last page that may have been asked for before the current one was answered. */
  #startedUpTo = 0;
  #pagesRead = 0;
  #frontier = 0;
  #pagesWithNews = 0;
  /** The last page that the way back from the end of the block may have read before. */
  #readOnTheWayBack = 0;

  /** @param maxAhead how many pages may be fetched ahead at the moment */
  constructor(plan: PassPlan, maxAhead: () => number) {
    this.#plan = plan;
    this.#maxAhead = maxAhead;
    this.#stage = plan.block === null ? "unbroken" : "descend";
  }

  /** Whether all pages from the top to the one read last are read, by this pass or by the one that left the block. */
  get unbroken(): boolean {
    return this.#stage === "unbroken";
  }

  /** Whether the page read next lies somewhere below the stretch read from the top. */
  get beyondGap(): boolean {
    return this.#stage === "step_back";
  }

  /** The last page of the stretch read from the top. */
  get frontier(): number {
    return this.#frontier;
  }

  /** Pages so far that brought something wanted. Getting back to where an earlier pass ended does not count. */
  get pagesWithNews(): number {
    return this.#pagesWithNews;
  }

  /** Whether a page had tests that an earlier one had already: the list moved while it was read. */
  get moved(): boolean {
    return this.#moved;
  }

  /** Whether a page with something wanted was fetched beside the one after it, so that a test may have moved in between. */
  get fetchedAhead(): boolean {
    return this.#fetchedAhead;
  }

  first(): Step {
    // A list that is known needs its second page too, be it to find that there is none.
    return this.#pageAfter(0, this.#plan.mayStopAtAnchors && this.#stage === "unbroken" ? 1 : 0);
  }

  /** Whether the page after one with so many rows is needed, whatever those rows are: it need not wait for them. */
  goesOnAfter(rows: number): boolean {
    return this.#stage !== "step_back" && rows > 0 && rows <= this.#plan.pageSize && this.#safetyLeft !== 1;
  }

  after(page: WalkedPage): Step {
    this.#pagesRead += 1;
    const { kinds } = page;
    const empty = kinds.length === 0 && page.unreadable === 0;
    if (this.#stage === "step_back") return empty ? this.#back(page.number) : this.#stepBack(page);
    if (empty) return { next: "end", reached: "end_of_list" };
    this.#frontier = page.number;
    if (kinds.includes("wanted")) this.#pagesWithNews += 1;
    if (page.number > this.#readOnTheWayBack && kinds.includes("seen")) this.#moved = true;
    if (this.#onlyRepeats(page)) return { next: "end", reached: "end_of_list" };
    this.#countSafety(kinds);
    if (kinds.includes("wanted") && page.number < this.#startedUpTo) this.#fetchedAhead = true;
    if (this.#safetyLeft !== 0) return this.#pageAfter(page.number, this.#ahead(kinds.length));
    if (this.#stage === "descend" && kinds.includes("block")) return this.#jump();
    return { next: "end", reached: kinds.includes("anchor") ? "known" : "floor" };
  }

  /**
   * One page that brings nothing new may be the list moving down a whole page while it is read; two in a row, or one that
   * is longer than was asked for, are a server that answers the same whatever the page.
   */
  #onlyRepeats({ number, kinds, unreadable }: WalkedPage): boolean {
    const repeats = number > this.#readOnTheWayBack && unreadable === 0 && kinds.every((kind) => kind === "seen");
    this.#repeated = repeats ? this.#repeated + 1 : 0;
    return this.#repeated >= 2 || (repeats && kinds.length > this.#plan.pageSize);
  }

  #countSafety(kinds: readonly TestKind[]): void {
    if (this.#safetyLeft !== null) {
      this.#safetyLeft = kinds.includes("wanted") ? SAFETY_PAGES : this.#safetyLeft - 1;
      return;
    }
    const known = kinds.includes("anchor") || (this.#stage === "descend" && kinds.includes("block"));
    const below = kinds.includes("below_floor") && kinds.every((kind) => kind === "below_floor" || kind === "seen");
    if (known || below) this.#safetyLeft = SAFETY_PAGES;
  }

  /** Fetches ahead no further than was read already, so that what turns out not to be needed stays in proportion. */
  #ahead(rows: number): number {
    // After a page shorter than asked for, an empty one is likely, though not sure.
    if (rows < this.#plan.pageSize) return 0;
    if (this.#safetyLeft !== null) return this.#safetyLeft - 1;
    if (this.#stage === "descend") return 0;
    return Math.min(this.#pagesRead, this.#maxAhead());
  }

  #pageAfter(number: number, ahead: number): Step {
    this.#startedUpTo = Math.max(this.#startedUpTo, number + 1 + ahead);
    return { next: "page", page: number + 1, ahead };
  }

  #jump(): Step {
    const target = Math.max(this.#frontier + 1, (this.#plan.block?.page ?? 1) - 1);
    if (target === this.#frontier + 1) return this.#join(target);
    this.#stage = "step_back";
    this.#readOnTheWayBack = target;
    return { next: "page", page: target, ahead: 0 };
  }

  #stepBack({ number, kinds }: WalkedPage): Step {
    const overlaps = kinds.includes("block") || kinds.every((kind) => kind === "seen");
    return overlaps ? this.#join(number + 1) : this.#back(number);
  }

  #back(number: number): Step {
    return number - 1 <= this.#frontier ? this.#join(this.#frontier + 1) : { next: "page", page: number - 1, ahead: 0 };
  }

  #join(page: number): Step {
    this.#stage = "unbroken";
    this.#safetyLeft = null;
    this.#repeated = 0;
    return { next: "page", page, ahead: 0 };
  }
}
