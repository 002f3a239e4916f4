import { entriesOf, isTest, type ListedTest, type Region, type RegionEntry } from "../problems/region.js";
import type { TestPage } from "./test-page.js";
import { topOf, type Window } from "./window.js";

/** What a walk has read of its list so far. */
export interface ReadSoFar {
  /** When each test it has met ends. */
  seen: Map<number, number | null>;
  /** The list from its top. Where the walk jumped over a resume block there is a gap in it. */
  region: Region;
  /** How many records of the list stand above the end of that. */
  rows: number;
}

type ListedPage = Pick<TestPage, "bad"> & { items: readonly ListedTest[]; unreadable: readonly unknown[] };

/** Whether the page begins with a test of what was read, which still stands where it stood. */
export function isLinked({ region }: ReadSoFar, { items: [first] }: ListedPage): boolean {
  return first !== undefined && indexIn(region, first) !== -1;
}

/** Whether a page is short and ends above tests which were met below: it was cut, and is not where it seems to be. */
export function isCut({ region }: ReadSoFar, window: Window, { items, bad, unreadable }: ListedPage): boolean {
  const last = items.at(-1);
  if (last === undefined || items.length + unreadable.length + bad.length >= window.size) return false;
  const place = indexIn(region, last);
  return place !== -1 && region.entries.findLastIndex(isTest) > place;
}

/** Whether the page's first record is the one that was read in its place. A bad one is known by nothing else. */
export function isInPlace(read: ReadSoFar, window: Window, page: ListedPage): boolean {
  const before = read.region.entries[indexOf(read, topOf(window))];
  const [first] = entriesOf(page);
  // One without an id cannot be told from another.
  if (first === undefined) return page.unreadable.length > 0;
  if (isTest(first)) return isTest(before) && isSame(before, first);
  return before !== undefined && !isTest(before);
}

/** The list as it was read, with what a page shows in place of what was read there before. */
export function overlaid(read: ReadSoFar, page: readonly RegionEntry[], top: number): RegionEntry[] {
  const before = read.region.entries;
  if (page.length === 0) return before;
  const first = page.findIndex(isTest);
  const link = page[first];
  const place = isTest(link) ? indexIn(read.region, link) : -1;
  return [...before.slice(0, Math.max(0, place === -1 ? indexOf(read, top) : place - first)), ...page];
}

/** Where the record below so many others was read. Counted from the end, since further up there may be a gap, or a test twice. */
function indexOf({ region, rows }: ReadSoFar, rowsAbove: number): number {
  return region.entries.length - (rows - rowsAbove);
}

export function endOf({ endAt }: Pick<ListedTest, "endAt">): number | null {
  return endAt?.getTime() ?? null;
}

/** Whether it is one test, and has not been moved in between. */
function isSame(a: ListedTest, b: ListedTest): boolean {
  return a.id === b.id && endOf(a) === endOf(b);
}

function indexIn({ entries }: Region, test: ListedTest): number {
  return entries.findLastIndex((entry) => isTest(entry) && isSame(entry, test));
}
