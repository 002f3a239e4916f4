import type { TestPage } from "../pass/test-page.js";

/** A test as its list shows it. */
export interface ListedTest {
  id: number;
  endAt: Date | null;
}

/** A record of the list: one that could be read, or the place of one that could not. */
export type RegionEntry = ListedTest | { position: number };

/** A stretch of a product's test list without a gap. */
export interface Region {
  entries: RegionEntry[];
  /** Whether it begins at the top of the list. */
  fromTop: boolean;
  /** Whether it reaches the end of the list. */
  toEnd: boolean;
}

/** A bad record between the nearest readable ones. */
export interface Mark {
  /** Its place in `entries`. */
  index: number;
  position: number;
  before: ListedTest | null;
  after: ListedTest | null;
}

export function isTest(entry: RegionEntry | undefined): entry is ListedTest {
  return entry !== undefined && "id" in entry;
}

/** The records of a page in their order. */
export function entriesOf({ items, bad }: Pick<TestPage, "bad"> & { items: readonly ListedTest[] }): RegionEntry[] {
  const entries: RegionEntry[] = items.map(({ id, endAt }) => ({ id, endAt }));
  for (const { itemsAbove, position } of [...bad].reverse()) entries.splice(itemsAbove, 0, { position });
  return entries;
}

/** How many bad records there are below the last readable one. */
export function badAtEnd(entries: readonly RegionEntry[]): number {
  return entries.length - 1 - entries.findLastIndex(isTest);
}

export function marksOf({ entries }: Region): Mark[] {
  const marks: Mark[] = [];
  let before: ListedTest | null = null;
  entries.forEach((entry, index) => {
    if (isTest(entry)) {
      before = entry;
      for (let last = marks.length - 1; last >= 0 && marks[last]?.after === null; last -= 1) {
        const mark = marks[last];
        if (mark) mark.after = entry;
      }
    } else marks.push({ index, position: entry.position, before, after: null });
  });
  return marks;
}
