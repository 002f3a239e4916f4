import type { PassPlan, TestKind } from "./pass-plan.js";

/** Pages read after the first sign that the rest is known, in case the list is not in order ("2 safety pages"). */
const SAFETY_PAGES = 2;

/** What the walk has to know of a page that was read. */
export interface WalkedPage {
  number: number;
  /** One for each test on the page. */
  kinds: readonly TestKind[];
  /** Records on the page that could not be read as tests, or not at all. */
  unreadable: number;
  /** Whether its last record is a bad one, so that the next page has the neighbour below it. */
  endsBad: boolean;
  /** Whether it has the very tests that the page before had. */
  repeats: boolean;
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
  readonly #maxAhead: (page: number) => number;
  #stage: "descend" | "step_back" | "unbroken";
  #safetyLeft: number | null = null;
  #repeated = 0;
  #moved = false;
  #fetchedAhead = false;
  #metBlock = false;
  #joined = false;
  #anchored = false;
  #boundaries = false;
  /** Whether the page before was as long as pages of this list get. */
  #wasFull = false;
  #longestPage = 0;
  /** The last page that may have been asked for before the current one was answered. */
  #startedUpTo = 0;
  #pagesRead = 0;
  #frontier = 0;
  #pagesWithNews = 0;
  /** The last page that the way back from the end of the block may have read before. */
  #readOnTheWayBack = 0;

  /** @param maxAhead how many pages may be fetched ahead at the moment, beyond the one after `page` */
  constructor(plan: PassPlan, maxAhead: (page: number) => number) {
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

  /** Pages so far that brought tests nobody had stored. Reading what is stored takes nothing from the page limit. */
  get pagesWithNews(): number {
    return this.#pagesWithNews;
  }

  /** Whether it went on below a resume block, in which an earlier run may have missed a test. */
  get joined(): boolean {
    return this.#joined;
  }

  /** Whether a page had tests that an earlier one had already: the list moved down while it was read. */
  get moved(): boolean {
    return this.#moved;
  }

  /** Whether a page was fetched beside the one after it, so that a test that moved down in between may be on neither. */
  get fetchedAhead(): boolean {
    return this.#fetchedAhead;
  }

  /**
   * Whether it went from one page to the next with no anchor above, so that a test that moved up in between may be on
   * neither. Below an anchor everything is known.
   */
  get crossedBoundaries(): boolean {
    return this.#boundaries;
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
    this.#watchBoundary(page);
    if (empty) return { next: "end", reached: "end_of_list" };
    this.#frontier = page.number;
    if (kinds.includes("wanted")) this.#pagesWithNews += 1;
    if (page.number > this.#readOnTheWayBack && kinds.includes("seen")) this.#moved = true;
    if (this.#onlyRepeats(page)) return { next: "end", reached: "end_of_list" };
    this.#countSafety(kinds);
    if (!this.#anchored && page.number < this.#startedUpTo) this.#fetchedAhead = true;
    if (this.#safetyLeft !== 0) return this.#pageAfter(page.number, this.#ahead(page));
    if (page.endsBad) {
      this.#safetyLeft = 1;
      return this.#pageAfter(page.number, 0);
    }
    if (this.#anchored) return { next: "end", reached: "known" };
    return this.#metBlock ? this.#jump() : { next: "end", reached: "floor" };
  }

  /** A page that is shorter than others were is the last one, unless something follows it: then pages are that short. */
  #watchBoundary({ kinds, unreadable }: WalkedPage): void {
    const rows = kinds.length + unreadable;
    if (this.#pagesRead > 1 && !this.#anchored && (this.#wasFull || rows > 0)) this.#boundaries = true;
    if (kinds.includes("anchor")) this.#anchored = true;
    this.#longestPage = Math.max(this.#longestPage, rows);
    this.#wasFull =
      rows >= Math.min(this.#plan.pageSize, this.#pagesRead > 1 ? this.#longestPage : this.#plan.pageSize);
  }

  /**
   * One page that brings nothing new may be the list moving down a whole page while it is read; two in a row, or one that
   * is longer than was asked for, are a server that answers the same whatever the page.
   */
  #onlyRepeats({ number, kinds, unreadable, repeats: same }: WalkedPage): boolean {
    const repeats = same && number > this.#readOnTheWayBack && unreadable === 0;
    this.#repeated = repeats ? this.#repeated + 1 : 0;
    return this.#repeated >= 2 || (repeats && kinds.length > this.#plan.pageSize);
  }

  #countSafety(kinds: readonly TestKind[]): void {
    if (this.#safetyLeft !== null) {
      this.#safetyLeft = kinds.some(isOfInterest) ? SAFETY_PAGES : this.#safetyLeft - 1;
      return;
    }
    if (this.#stage === "descend" && kinds.includes("block")) this.#metBlock = true;
    const below = kinds.includes("below_floor") && kinds.every((kind) => kind === "below_floor" || kind === "seen");
    if (this.#anchored || this.#metBlock || below) this.#safetyLeft = SAFETY_PAGES;
  }

  /** Fetches ahead no further than was read already, so that what turns out not to be needed stays in proportion. */
  #ahead({ number, kinds, unreadable }: WalkedPage): number {
    // After a page shorter than asked for, an empty one is likely, though not sure.
    if (kinds.length + unreadable < this.#plan.pageSize) return 0;
    if (this.#safetyLeft !== null) return this.#safetyLeft - 1;
    if (this.#stage === "descend") return 0;
    return Math.max(0, Math.min(this.#pagesRead, this.#maxAhead(number)));
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
    this.#joined = true;
    this.#metBlock = false;
    this.#stage = "unbroken";
    this.#safetyLeft = null;
    this.#repeated = 0;
    return { next: "page", page, ahead: 0 };
  }
}

/** A page with one of these is no sign that the rest is known. */
function isOfInterest(kind: TestKind): boolean {
  return kind === "wanted" || kind === "known";
}
