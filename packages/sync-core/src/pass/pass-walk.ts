import type { PassPlan, TestKind } from "./pass-plan.js";
import type { Placing, Proof, Step, Unasked, WalkedPage } from "./walk-step.js";
import { topOf, type Window, windowBelow } from "./window.js";

/** Pages read after the first sign that the rest is known, in case the list is not in order ("2 safety pages"). */
const SAFETY_PAGES = 2;
/** Pages that do not follow on what was read or bring it no further, before a list counts as one that never stands still. */
const MAX_STEPS_BACK = 25;
/** Pages of fewer records can seldom overlap. */
const SHORTEST_OVERLAPPING = 5;
/** Pages overlap, so that each brings a little less than its size. */
const NEW_ON_A_PAGE = 0.9;

/**
 * Decides, page by page, where a walk over a list reads next and when it may end. Pure state: no requests, no clock.
 *
 * **Where.** It goes down from the top, and each page begins with a record that the walk has read already. While that is so,
 * all that stood in the list throughout has been met, however much was added, deleted or moved meanwhile: the page shows what
 * follows on that record. If it begins with an unknown one, something was pulled up past it; it is put aside, and the walk
 * steps back until a page links.
 *
 * **When.** A page with an anchor, or one wholly below the floor, is a sign that the rest is not needed; the walk ends when
 * `SAFETY_PAGES` more pages brought nothing wanted. Tests of the resume block are a sign that what follows was read before;
 * the walk then jumps below the block. A page shorter than asked for proves nothing, since a server may cut pages, and a cut
 * page stands elsewhere than it seems to. The list ends where the record below it, asked for alone, is not there, and the
 * one above that is the last one read. If there is one below, smaller pages are asked for.
 */
export class PassWalk {
  readonly #plan: PassPlan;
  readonly #maxAhead: () => number;
  readonly #expectedRows: number | null;
  #descending: boolean;
  #jumping = false;
  #steppingBack = false;
  #joined = false;
  #rows = 0;
  #rowsFromTop = 0;
  #furthest = 0;
  #limit: number;
  /** The short page below which there should be nothing; null while that is not asked. */
  #proving: Proof | null = null;
  /** What is to be done once the last record read, asked for alone, is found in its place; null while it is not asked for. */
  #placing: Placing | null = null;
  /** Whether the last record read was found in its place just now. */
  #isPlaced = false;
  #safetyLeft: number | null = null;
  #anchored = false;
  #metBlock = false;
  #pagesRead = 0;
  #pagesWithNews = 0;
  #stepsBack = 0;
  /** How long the page was that seemed to be cut last. */
  #cutBefore: number | null = null;
  #accepted = true;
  #held = false;
  /** Bad records at the end of what was read. */
  #badAtEnd = 0;

  /**
   * @param maxAhead how many pages may be fetched ahead at the moment
   * @param expectedRows how many tests the list should have; null = unknown
   */
  constructor(plan: PassPlan, maxAhead: () => number, expectedRows: number | null = null) {
    this.#plan = plan;
    this.#maxAhead = maxAhead;
    this.#expectedRows = expectedRows;
    this.#limit = plan.pageSize;
    this.#descending = plan.block !== null;
  }

  /** Whether it is still above the resume block, if there is one. */
  get descending(): boolean {
    return this.#descending;
  }

  /** Whether it went on below a resume block, in which an earlier run may have missed a test. */
  get joined(): boolean {
    return this.#joined;
  }

  /** Whether the page read last counts: it follows on what was read. */
  get accepted(): boolean {
    return this.#accepted;
  }

  /** Whether the page read last is kept: the walk will ask for it once more, when it knows that it counts. */
  get held(): boolean {
    return this.#held;
  }

  /** Records from the top, the resume block included once it is joined. */
  get rows(): number {
    return this.#rows;
  }

  /** Records from the top down to where the resume block began. */
  get rowsFromTop(): number {
    return this.#rowsFromTop;
  }

  /** The most that a page of this list holds, as far as is known. */
  get limit(): number {
    return this.#limit;
  }

  /** Pages so far that brought tests nobody had stored. Reading what is stored takes nothing from the page limit. */
  get pagesWithNews(): number {
    return this.#pagesWithNews;
  }

  /** Whether the walk begins with this page, the first time or anew: from the top nothing that was met before is a link. */
  beginsWith(window: Window): boolean {
    return topOf(window) === 0 && this.#placing === null;
  }

  first(): Step {
    const first = { page: 1, size: this.#limit };
    // A list that is known needs its second page too, be it to prove that it ends.
    const isShort = this.#expectedRows !== null && this.#expectedRows > 0 && this.#expectedRows < this.#limit;
    const second = isShort ? { page: (this.#expectedRows ?? 0) + 1, size: 1 } : windowBelow(this.#limit, this.#limit);
    return { next: "page", window: first, ahead: this.#plan.mayStopAtAnchors && !this.#descending ? [second] : [] };
  }

  /** The page that is needed after a full one, whatever its rows are; null when they decide. It need not wait for them. */
  foreseen(window: Window, rows: number): Window | null {
    const isProof = this.#proving !== null || this.#placing !== null;
    const follows = !this.#jumping && !isProof && rows === window.size && this.#safetyLeft !== 1;
    return follows ? windowBelow(topOf(window) + rows, this.#limit) : null;
  }

  after(page: WalkedPage): Step {
    this.#pagesRead += 1;
    this.#held = false;
    const rows = page.kinds.length + page.unreadable;
    const top = topOf(page.window);
    if (page.isolation?.cap) this.#limit = Math.min(this.#limit, page.isolation.cap);
    if (this.#proving !== null) return this.#proven(this.#proving, rows);
    if (this.#placing !== null) return this.#placed(this.#placing, page);
    const isPlaced = this.#isPlaced;
    this.#isPlaced = false;
    const follows = top >= this.#rows && !this.#steppingBack;
    const isRightBelow = follows && !this.#jumping && top > 0 && rows > 0 && !page.linked && !page.isCut;
    if (isRightBelow && !isPlaced) {
      this.#accepted = false;
      this.#held = true;
      return this.#place({ for: "accept", window: page.window });
    }
    this.#accepted = this.#jumping || top === 0 || (!page.isCut && (follows || (rows > 0 && page.linked)));
    if (!this.#accepted) {
      // Cut pages stand elsewhere than they seem to.
      if (page.isolation === null && rows > 0 && rows < page.window.size) this.#shorten(rows, false);
      return this.#stepBack(page.window);
    }
    if (top === 0) this.#beginAgain();
    this.#jumping = false;
    this.#steppingBack = false;
    this.#rows = top + Math.min(rows, page.window.size);
    this.#badAtEnd = page.badAtEnd;
    if (this.#descending) this.#rowsFromTop = this.#rows;
    if (page.kinds.includes("wanted")) this.#pagesWithNews += 1;
    if (page.kinds.includes("anchor")) this.#anchored = true;
    const nothingNew = page.unreadable === 0 && page.kinds.every((kind) => kind === "seen");
    // Longer than asked for and nothing new: a server that ignores paging answers everything each time.
    if (nothingNew && rows > page.window.size) return { next: "end", reached: "end_of_list" };
    if (rows === 0)
      return top === 0 || this.#joined ? { next: "end", reached: "end_of_list" } : this.#place({ for: "end" });
    if (this.#rows <= this.#furthest) this.#stepsBack += 1;
    this.#furthest = Math.max(this.#furthest, this.#rows);
    if (this.#stepsBack > MAX_STEPS_BACK) return { next: "end", reached: "moving" };
    this.#countSafety(page.kinds);
    if (this.#mayBeLast(page, rows)) return this.#prove(rows, top === 0);
    if (this.#safetyLeft !== 0) return this.#next(this.#ahead(page.window, rows));
    if (page.badAtEnd > 0) {
      this.#safetyLeft = 1;
      return this.#next(0);
    }
    if (this.#anchored) return { next: "end", reached: "known" };
    return this.#metBlock ? this.#jump() : { next: "end", reached: "floor" };
  }

  /**
   * What it met before is no link any more: tests added meanwhile may stand between that and what the top shows now. The
   * caller forgets it as well.
   */
  #beginAgain(): void {
    this.#anchored = false;
    this.#metBlock = false;
    this.#safetyLeft = null;
  }

  /** Whether a page may be the last one: shorter than asked for, or cut. What follows tells. */
  #mayBeLast({ window, isolation }: WalkedPage, rows: number): boolean {
    return isolation === null ? rows < window.size : isolation.toEnd;
  }

  /** Asked for alone, the record below the last one is the page that no server can cut. */
  #prove(rows: number, isFirst: boolean): Step {
    const isEnough = (isFirst && this.#anchored) || this.#joined;
    this.#proving = { rows, isFirst, isEnough };
    const ahead = isEnough || this.#maxAhead() < 1 ? [] : this.#lastRead();
    return { next: "page", window: { page: this.#rows + 1, size: 1 }, ahead };
  }

  #proven({ rows, isFirst, isEnough }: Proof, rowsBelow: number): Step {
    this.#proving = null;
    this.#accepted = rowsBelow === 0 && isEnough;
    if (this.#accepted) return { next: "end", reached: "end_of_list" };
    if (rowsBelow === 0) return this.#place({ for: "end" });
    if (!isFirst) return this.#place({ for: "shorten", length: rows });
    this.#shorten(rows, true);
    return this.#next(0);
  }

  /** Asked for alone, the last record read tells whether the page that had it stands where it seemed to, and still does. */
  #place(placing: Unasked<Placing>): Step {
    const [window, ...windows] = this.#lastRead();
    this.#placing = { ...placing, windows };
    return { next: "page", window, ahead: [] };
  }

  /** A bad record has no name, so the last readable one above is asked for as well. */
  #lastRead(): [Window, ...Window[]] {
    const readable = this.#rows - this.#badAtEnd;
    const last = { page: this.#rows, size: 1 };
    return readable === this.#rows || readable === 0 ? [last] : [{ page: readable, size: 1 }, last];
  }

  #placed(placing: Placing, { window, isInPlace: isLast }: WalkedPage): Step {
    const [next, ...windows] = placing.windows;
    if (isLast && next !== undefined) {
      this.#accepted = false;
      this.#placing = { ...placing, windows };
      return { next: "page", window: next, ahead: [] };
    }
    this.#placing = null;
    this.#accepted = isLast && placing.for === "end";
    this.#isPlaced = isLast && placing.for === "accept";
    if (placing.for === "shorten") this.#shorten(placing.length, isLast);
    if (!isLast) return this.#stepBack(window);
    if (placing.for === "end") return { next: "end", reached: "end_of_list" };
    return placing.for === "accept" ? { next: "page", window: placing.window, ahead: [], isHeld: true } : this.#next(0);
  }

  /** The server seems to cut pages to this length. Unless that is sure, once is no reason to ask for pages that hardly overlap. */
  #shorten(length: number, isSure: boolean): void {
    if (isSure || length >= SHORTEST_OVERLAPPING || length === this.#cutBefore) {
      this.#limit = Math.min(this.#limit, length);
    }
    this.#cutBefore = length;
  }

  /** The page does not follow on what was read: reads one further up, until one does. */
  #stepBack(window: Window): Step {
    this.#stepsBack += 1;
    if (this.#stepsBack > MAX_STEPS_BACK) return { next: "end", reached: "moving" };
    this.#steppingBack = true;
    this.#badAtEnd = 0;
    this.#rows = Math.max(0, topOf(window) - Math.ceil(this.#limit / 2));
    return this.#next(0);
  }

  #countSafety(kinds: readonly TestKind[]): void {
    if (this.#safetyLeft !== null) {
      this.#safetyLeft = kinds.some(isOfInterest) ? SAFETY_PAGES : this.#safetyLeft - 1;
      return;
    }
    if (this.#descending && kinds.includes("block")) this.#metBlock = true;
    const below = kinds.includes("below_floor") && kinds.every((kind) => kind === "below_floor" || kind === "seen");
    if (this.#anchored || this.#metBlock || below) this.#safetyLeft = SAFETY_PAGES;
  }

  /** Fetches ahead no further than was read already, so that what turns out not to be needed stays in proportion. */
  #ahead({ size }: Window, rows: number): number {
    if (rows < size) return 0;
    if (this.#descending && this.#safetyLeft === null) return 0;
    const wanted = this.#safetyLeft === null ? this.#pagesRead : this.#safetyLeft - 1;
    return Math.max(0, Math.min(wanted, this.#maxAhead(), this.#pagesLeft() - 1));
  }

  /** About how many pages the list still has. */
  #pagesLeft(): number {
    if (this.#expectedRows === null) return Number.POSITIVE_INFINITY;
    return Math.ceil((this.#expectedRows - this.#rows) / (NEW_ON_A_PAGE * this.#limit));
  }

  #next(ahead: number): Step {
    const window = windowBelow(this.#rows, this.#limit, this.#badAtEnd + 1);
    const windows: Window[] = [];
    for (let last = window; windows.length < ahead; windows.push(last)) {
      last = windowBelow(topOf(last) + last.size, this.#limit);
    }
    return { next: "page", window, ahead: windows };
  }

  #jump(): Step {
    this.#rows = Math.max(this.#rows, this.#plan.block?.rows ?? 0);
    this.#jumping = true;
    this.#descending = false;
    this.#joined = true;
    this.#metBlock = false;
    this.#safetyLeft = null;
    return this.#next(0);
  }
}

/** A page with one of these is no sign that the rest is known. */
function isOfInterest(kind: TestKind): boolean {
  return kind === "wanted" || kind === "known";
}
