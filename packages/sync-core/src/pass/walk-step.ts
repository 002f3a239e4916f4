import type { TestKind } from "./pass-plan.js";
import type { TestPage } from "./test-page.js";
import type { Window } from "./window.js";

/** What the walk has to know of a page that was read. */
export interface WalkedPage extends Comparison {
  window: Window;
  /** One for each test on the page. */
  kinds: readonly TestKind[];
  /** Records on the page that could not be read as tests, or not at all. */
  unreadable: number;
  /** Set when it was put together from smaller pages, so that its length says nothing about the server. */
  isolation: TestPage["isolation"];
}

/** What a page shows when it is held against what the walk has read so far. */
export interface Comparison {
  /** Whether its first readable test is one that this walk has met before and that has not moved since. */
  linked: boolean;
  /** Whether it was cut, and so is not where it seems to be. */
  isCut: boolean;
  /** Whether its first record is the one that this walk has read in that place, and has not moved since. */
  isInPlace: boolean;
  /** How many bad records the walk has read last, should the page count, so that the next one has the neighbour below them. */
  badAtEnd: number;
}

export type Step =
  /** `isHeld`: the page was read already, and kept. */
  | { next: "page"; window: Window; ahead: Window[]; isHeld?: true }
  | { next: "end"; reached: "end_of_list" | "known" | "floor" | "moving" };

/** What a walk asks for a record alone for, on a page of one, which no server can cut. */
export type Question = BelowQuestion | LastQuestion;

/** Whether anything stands below the last record read, since the page that had it was short. */
export interface BelowQuestion {
  about: "below";
  /** How long the short page was. */
  rows: number;
  /** Whether it was the first, which stands at the top however it was cut. */
  isFirst: boolean;
  /**
   * Whether the list ends if nothing is below: where an anchor was met nothing is looked for, a joined walk is not the last, and
   * where it is asked once more the last record was found in its place.
   */
  isEnough: boolean;
}

/** Whether the last record read stands where it was read. */
export interface LastQuestion {
  about: "last";
  purpose: Purpose;
  /** Records still to be asked for, one by one. */
  windows: readonly Window[];
}

/** What is done once the last record read is found in its place: the list ends, pages become shorter, or the page that was kept counts. */
export type Purpose =
  /** `length`: of the short page that seemed to be the last one; null = there was nothing at all below the last one. */
  { is: "end"; length: number | null } | { is: "shorten"; length: number } | { is: "accept"; window: Window };
