import { KnownRest } from "./known-rest.js";
import { PageLimit } from "./page-limit.js";
import type { PassPlan } from "./pass-plan.js";
import { ReadAhead } from "./read-ahead.js";
import type { BelowQuestion, LastQuestion, Purpose, Question, Step, WalkedPage } from "./walk-step.js";
import { topOf, type Window, windowBelow, windowsBelow } from "./window.js";

/** Pages that do not follow on what was read or bring it no further, before a list counts as one that never stands still. */
const MAX_STEPS_BACK = 25;

const END_OF_LIST: Step = { next: "end", reached: "end_of_list" };
const MOVING: Step = { next: "end", reached: "moving" };

/**
 * Decides, page by page, where a walk over a list reads next and when it may end. Pure state: no requests, no clock.
 *
 * **Where.** It goes down from the top, and each page begins with a record that the walk has read already. While that is so,
 * all that stood in the list throughout has been met, however much was added, deleted or moved meanwhile: the page shows what
 * follows on that record. If it begins with an unknown one, something was pulled up past it; it is put aside, and the walk
 * steps back until a page links. A page right below what was read, which cannot begin with a record of it, is held until the
 * last one above is found in its place.
 *
 * **When.** A page with an anchor, or one wholly below the floor, is a sign that the rest is not needed; the walk ends when
 * the safety pages brought nothing wanted. Tests of the resume block are a sign that what follows was read before; the walk
 * then jumps below the block. A page shorter than asked for proves nothing, since a server may cut pages, and a cut page
 * stands elsewhere than it seems to. The list ends where the record below it, asked for alone, is not there, and the one
 * above that is the last one read. If there is one below, smaller pages are asked for.
 */
export class PassWalk {
  readonly #plan: PassPlan;
  readonly #ahead: ReadAhead;
  readonly #limit: PageLimit;
  readonly #rest = new KnownRest();
  /** Where it is to the resume block: above it, on its way to the end of it, or below. */
  #block: "none" | "above" | "jumping" | "below";
  #rows = 0;
  #rowsFromTop = 0;
  #furthest = 0;
  /** Bad records at the end of what was read. */
  #badAtEnd = 0;
  /** What a record is asked for alone for just now; null = a page is read. */
  #question: Question | null = null;
  /** Whether the last record read was found in its place just now, so that the page that was held counts. */
  #isPlaced = false;
  #steppingBack = false;
  #stepsBack = 0;
  #pagesWithNews = 0;
  #verdict: "accepted" | "held" | "aside" = "accepted";

  /** The last two are as for {@link ReadAhead}. */
  constructor(plan: PassPlan, maxAhead: () => number, expectedRows: number | null = null) {
    this.#plan = plan;
    this.#ahead = new ReadAhead(maxAhead, expectedRows);
    this.#limit = new PageLimit(plan.pageSize);
    this.#block = plan.block === null ? "none" : "above";
  }

  /** Whether it is still above the resume block, if there is one. */
  get descending(): boolean {
    return this.#block === "above";
  }

  /** Whether it went on below a resume block, in which an earlier run may have missed a test. */
  get joined(): boolean {
    return this.#block === "jumping" || this.#block === "below";
  }

  /** Whether the page read last counts: it follows on what was read. */
  get accepted(): boolean {
    return this.#verdict === "accepted";
  }

  /** Whether the page read last is kept: the walk will ask for it once more, when it knows that it counts. */
  get held(): boolean {
    return this.#verdict === "held";
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
    return this.#limit.rows;
  }

  /** Pages so far that brought tests nobody had stored. Reading what is stored takes nothing from the page limit. */
  get pagesWithNews(): number {
    return this.#pagesWithNews;
  }

  /** Whether the walk begins with this page, the first time or anew: from the top nothing that was met before is a link. */
  beginsWith(window: Window): boolean {
    return topOf(window) === 0 && this.#question === null;
  }

  first(): Step {
    const first = { page: 1, size: this.limit };
    // A list that is known needs its second page too, be it to prove that it ends.
    const isSecondNeeded = this.#plan.mayStopAtAnchors && !this.descending;
    return { next: "page", window: first, ahead: isSecondNeeded ? [this.#ahead.second(this.limit)] : [] };
  }

  /** The page that is needed after a full one, whatever its rows are; null when they decide. It need not wait for them. */
  foreseen(window: Window, rows: number): Window | null {
    const isOnTheWayDown = this.#block !== "jumping" && this.#question === null && this.#rest.safetyLeft !== 1;
    return isOnTheWayDown && rows === window.size ? windowBelow(topOf(window) + rows, this.limit) : null;
  }

  after(page: WalkedPage): Step {
    this.#ahead.notePage();
    const rows = page.kinds.length + page.unreadable;
    if (page.isolation?.cap) this.#limit.isCutTo(page.isolation.cap);
    if (this.#question?.about === "below") return this.#answerBelow(this.#question, page, rows);
    if (this.#question?.about === "last") return this.#answerLast(this.#question, page);
    this.#verdict = this.#judge(page, rows);
    this.#isPlaced = false;
    if (this.#verdict === "held") return this.#askForLast({ is: "accept", window: page.window });
    if (this.#verdict === "accepted") return this.#goOn(page, rows);
    // Cut pages stand elsewhere than they seem to.
    if (page.isolation === null && rows > 0 && rows < page.window.size) this.#limit.seemsCutTo(rows);
    return this.#stepBack(page.window);
  }

  /** Whether a page follows on what was read, does not, or may. */
  #judge({ window, linked, isCut }: WalkedPage, rows: number): "accepted" | "held" | "aside" {
    const top = topOf(window);
    if (top === 0 || this.#block === "jumping") return "accepted";
    if (isCut) return "aside";
    if (rows > 0 && linked) return "accepted";
    const isRightBelow = top >= this.#rows && !this.#steppingBack;
    if (!isRightBelow) return "aside";
    return rows === 0 || this.#isPlaced ? "accepted" : "held";
  }

  /** Takes note of a page that counts. */
  #goOn(page: WalkedPage, rows: number): Step {
    const { window, kinds, badAtEnd } = page;
    const isFirst = topOf(window) === 0;
    // Tests added meanwhile may stand between what was met before and what the top shows now. The caller forgets it as well.
    if (isFirst) this.#rest.forget();
    if (this.#block === "jumping") this.#block = "below";
    this.#steppingBack = false;
    this.#rows = topOf(window) + Math.min(rows, window.size);
    this.#badAtEnd = badAtEnd;
    if (this.descending) this.#rowsFromTop = this.#rows;
    if (kinds.includes("wanted")) this.#pagesWithNews += 1;
    if (isEverything(page, rows)) return END_OF_LIST;
    if (rows === 0) return isFirst || this.joined ? END_OF_LIST : this.#askForLast({ is: "end", length: null });
    if (this.#rows <= this.#furthest || bringsNothing(page)) this.#stepsBack += 1;
    this.#furthest = Math.max(this.#furthest, this.#rows);
    if (this.#stepsBack > MAX_STEPS_BACK) return MOVING;
    this.#rest.note(kinds, this.descending);
    if (mayBeLast(page, rows)) {
      const isEnough = (isFirst && this.#rest.sign === "known") || this.joined;
      return this.#askForNextBelow({ rows, isFirst, isEnough });
    }
    return this.#rest.safetyLeft === 0 ? this.#stop() : this.#next(this.#pagesAhead(window, rows));
  }

  /** The safety pages are read. */
  #stop(): Step {
    if (this.#badAtEnd > 0) {
      this.#rest.oneMore();
      return this.#next();
    }
    if (this.#rest.sign === "block") return this.#jump();
    return { next: "end", reached: this.#rest.sign === "known" ? "known" : "floor" };
  }

  #jump(): Step {
    this.#rows = Math.max(this.#rows, this.#plan.block?.rows ?? 0);
    this.#block = "jumping";
    this.#rest.forget();
    return this.#next();
  }

  #askForNextBelow(question: Omit<BelowQuestion, "about">): Step {
    this.#question = { about: "below", ...question };
    const ahead = question.isEnough || !this.#ahead.isAllowed ? [] : this.#lastRead();
    return { next: "page", window: { page: this.#rows + 1, size: 1 }, ahead };
  }

  #answerBelow({ rows, isFirst, isEnough }: BelowQuestion, page: WalkedPage, rowsBelow: number): Step {
    this.#question = null;
    // An only record that is repeated may be all that a server has which ignores paging; if it was pushed down, its place tells.
    const isNothing = rowsBelow === 0 || (isFirst && rows === 1 && bringsNothing(page));
    const isEnd = (isNothing && isEnough) || isEverything(page, rowsBelow);
    this.#verdict = isEnd ? "accepted" : "aside";
    if (isEnd) return END_OF_LIST;
    if (isNothing) return this.#askForLast({ is: "end", length: rows });
    if (!isFirst) return this.#askForLast({ is: "shorten", length: rows });
    this.#limit.isCutTo(rows);
    return this.#next();
  }

  /** Whether the page that had the last record read stands where it seemed to, and still does; so, too, one that is held. */
  #askForLast(purpose: Purpose): Step {
    const held = purpose.is === "accept" ? [{ page: topOf(purpose.window) + 1, size: 1 }] : [];
    return this.#askFor([...this.#lastRead(), ...held], purpose);
  }

  #askFor([window, ...windows]: readonly Window[], purpose: Purpose): Step {
    if (window === undefined) return this.#found(purpose);
    this.#question = { about: "last", purpose, windows };
    return { next: "page", window, ahead: [] };
  }

  /** One by one. A bad record has no name, so all are asked for from the last readable one on. */
  #lastRead(): Window[] {
    const first = Math.max(1, this.#rows - this.#badAtEnd);
    return Array.from({ length: this.#rows - first + 1 }, (_, index) => ({ page: first + index, size: 1 }));
  }

  #answerLast({ purpose, windows }: LastQuestion, { window, isInPlace }: WalkedPage): Step {
    this.#verdict = "aside";
    this.#question = null;
    if (isInPlace) return this.#askFor(windows, purpose);
    // A cut page stands elsewhere than it seems to, and so does what was its last record.
    if ("length" in purpose && purpose.length !== null) this.#limit.seemsCutTo(purpose.length);
    return this.#stepBack(window);
  }

  #found(purpose: Purpose): Step {
    switch (purpose.is) {
      case "end":
        // Where pages are cut none shows the end, and for one request the list may have been shorter than it is.
        if (this.limit < this.#plan.pageSize || purpose.length === null) {
          return this.#askForNextBelow({ rows: purpose.length ?? this.limit, isFirst: false, isEnough: true });
        }
        this.#verdict = "accepted";
        return END_OF_LIST;
      case "shorten":
        this.#limit.isCutTo(purpose.length);
        return this.#next();
      case "accept":
        this.#isPlaced = true;
        return { next: "page", window: purpose.window, ahead: [], isHeld: true };
    }
  }

  /** The page does not follow on what was read: reads one further up, until one does. */
  #stepBack(window: Window): Step {
    this.#stepsBack += 1;
    if (this.#stepsBack > MAX_STEPS_BACK) return MOVING;
    this.#steppingBack = true;
    this.#badAtEnd = 0;
    this.#rows = Math.max(0, topOf(window) - Math.ceil(this.limit / 2));
    return this.#next();
  }

  #next(pagesAhead = 0): Step {
    const [window, ...ahead] = windowsBelow(this.#rows, this.limit, { overlap: this.#badAtEnd + 1, ahead: pagesAhead });
    return { next: "page", window, ahead };
  }

  #pagesAhead({ size }: Window, rows: number): number {
    const { safetyLeft } = this.#rest;
    // On the way down to the block it may end with any page.
    if (rows < size || (this.descending && safetyLeft === null)) return 0;
    return this.#ahead.pages({ rows: this.#rows, limit: this.limit, safetyLeft });
  }
}

function bringsNothing({ kinds, unreadable }: WalkedPage): boolean {
  return unreadable === 0 && kinds.every((kind) => kind === "seen");
}

/** Longer than asked for and nothing new: a server that ignores paging answers everything each time. */
function isEverything(page: WalkedPage, rows: number): boolean {
  return bringsNothing(page) && rows > page.window.size;
}

/** Whether a page may be the last one: shorter than asked for, or cut. What follows tells. */
function mayBeLast({ window, isolation }: WalkedPage, rows: number): boolean {
  return isolation === null ? rows < window.size : isolation.toEnd;
}
