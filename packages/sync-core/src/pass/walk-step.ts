import type { TestKind } from "./pass-plan.js";
import type { TestPage } from "./test-page.js";
import type { Window } from "./window.js";

/** What the walk has to know of a page that was read. */
export interface WalkedPage {
  window: Window;
  /** One for each test on the page. */
  kinds: readonly TestKind[];
  /** Records on the page that could not be read as tests, or not at all. */
  unreadable: number;
  /** Whether its first readable test is one that this walk has met before and that has not moved since. */
  linked: boolean;
  /** Whether it was cut, and so is not where it seems to be. */
  isCut: boolean;
  /** Whether its first record is the one that this walk has read in that place, and has not moved since. */
  isInPlace: boolean;
  /** How many bad records the walk has read last, so that the next page has the neighbour below them. */
  badAtEnd: number;
  /** Set when it was put together from smaller pages, so that its length says nothing about the server. */
  isolation: TestPage["isolation"];
}

export type Step =
  /** `isHeld`: the page was read already, and kept. */
  | { next: "page"; window: Window; ahead: Window[]; isHeld?: true }
  | { next: "end"; reached: "end_of_list" | "known" | "floor" | "moving" };

/** What follows once the last record read is found in its place: the end, shorter pages, or the page that was kept. */
export type Placing = ({ for: "end" } | { for: "shorten"; length: number } | { for: "accept"; window: Window }) & {
  /** What is still to be asked for. */
  windows: Window[];
};

/** As it is before anything was asked for. */
export type Unasked<P extends Placing> = P extends Placing ? Omit<P, "windows"> : never;

/** What is known while the record below a short page is asked for. */
export interface Proof {
  /** How long the short page was. */
  rows: number;
  /** Whether it was the first, which stands at the top however it was cut. */
  isFirst: boolean;
  /** Whether the list ends if nothing is below: where an anchor was met nothing is looked for, and a joined walk is not the last. */
  isEnough: boolean;
}
