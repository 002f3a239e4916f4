import { badAtEnd, entriesOf, isTest, type ListedTest, type Region, type RegionEntry } from "../problems/region.js";
import type { TestPage } from "./test-page.js";
import type { Comparison } from "./walk-step.js";
import { topOf, type Window } from "./window.js";

/** What a walk has read of its list so far. */
export interface ReadSoFar<Page extends ListedPage = ListedPage> {
  /** Each test it has met, whether or not it still stands there. */
  seen: Set<number>;
  /** The list from its top. Where the walk jumped over a resume block there is a gap in it. */
  region: Region;
  /** How many records of the list stand above the end of that. */
  rows: number;
  /** A page right below that, which does not count yet. */
  held: Page | null;
}

/** A page as far as links are concerned. */
export type ListedPage = Pick<TestPage, "bad"> & { items: readonly ListedTest[]; unreadable: readonly unknown[] };

export function nothingRead<Page extends ListedPage>(): ReadSoFar<Page> {
  return { seen: new Set(), region: { entries: [], fromTop: true, toEnd: false }, rows: 0, held: null };
}

/** From the top nothing that was met before is a link any more; see {@link PassWalk}. */
export function forget(read: ReadSoFar): void {
  read.seen.clear();
  read.region.entries = [];
  read.rows = 0;
  read.held = null;
}

/** Takes note of a page that counts; `rows`: how many records stand above its end. */
export function add(read: ReadSoFar, window: Window, page: ListedPage, rows: number): void {
  read.region.entries = overlaid(read, window, page);
  read.rows = rows;
  read.held = null;
  for (const { id } of page.items) read.seen.add(id);
}

/**
 * Holds a page against what was read before. Only what the walk knows to follow on one another tells: a test that it has met,
 * but that moved since or that a page further up no longer had, is no link.
 */
export function compare(read: ReadSoFar, window: Window, page: ListedPage): Comparison {
  return {
    linked: isLinked(read, page),
    isCut: isCut(read, window, page),
    isInPlace: isInPlace(read, window, page),
    badAtEnd: badAtEnd(overlaid(read, window, page)),
  };
}

/** By its first readable test: nothing tells a bad record from another one. */
function isLinked({ region }: ReadSoFar, { items: [first] }: ListedPage): boolean {
  return first !== undefined && placeOf(first, region) !== -1;
}

/** Short, though tests were met below its last one, or its first one was met elsewhere than where the page should begin. */
function isCut(read: ReadSoFar, window: Window, page: ListedPage): boolean {
  const { items, bad, unreadable } = page;
  const last = items.at(-1);
  if (last === undefined || items.length + unreadable.length + bad.length >= window.size) return false;
  const place = placeOf(last, read.region);
  if (place !== -1 && read.region.entries.findLastIndex(isTest) > place) return true;
  const start = startOf(read, page);
  // Records without an id are missing in what was read, so that places cannot be counted.
  return start !== null && start !== indexOf(read, topOf(window)) && unreadable.length === 0;
}

function isInPlace(read: ReadSoFar, window: Window, page: ListedPage): boolean {
  const list = [...read.region.entries, ...(read.held === null ? [] : entriesOf(read.held))];
  const before = list[indexOf(read, topOf(window))];
  const [first] = entriesOf(page);
  // One without an id cannot be told from another.
  if (first === undefined) return page.unreadable.length > 0;
  if (isTest(first)) return isTest(before) && isSame(before, first);
  return before !== undefined && !isTest(before);
}

/** The list as it was read, with what a page shows in place of what was read there before, and below. */
function overlaid(read: ReadSoFar, window: Window, page: ListedPage): RegionEntry[] {
  const before = read.region.entries;
  const shown = entriesOf(page);
  if (shown.length === 0) return before;
  const start = startOf(read, page) ?? indexOf(read, topOf(window));
  return [...before.slice(0, Math.max(0, start)), ...shown];
}

/** Where a page begins in what was read, by its first readable test; null when that was not met. */
function startOf({ region }: ReadSoFar, page: ListedPage): number | null {
  const [link] = page.items;
  const place = link === undefined ? -1 : placeOf(link, region);
  return place === -1 ? null : place - entriesOf(page).findIndex(isTest);
}

/** Where the record below so many others was read. Counted from the end, since further up there may be a gap, or a test twice. */
function indexOf({ region, rows }: ReadSoFar, rowsAbove: number): number {
  return region.entries.length - (rows - rowsAbove);
}

/** Where a test was read that has not been moved in between; -1 = nowhere. */
function placeOf(test: ListedTest, { entries }: Region): number {
  return entries.findLastIndex((entry) => isTest(entry) && isSame(entry, test));
}

/** Whether it is one test, which ends when it did: else it was moved. */
function isSame(a: ListedTest, b: ListedTest): boolean {
  return a.id === b.id && a.endAt?.getTime() === b.endAt?.getTime();
}
