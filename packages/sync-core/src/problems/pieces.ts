import type { ListAnswer } from "@testio/api-client";
import type { TestWrite } from "@testio/store";
import type { BadRecord, TestPage } from "../pass/test-page.js";
import { topOf, type Window } from "../pass/window.js";

type Answer = ListAnswer<TestWrite>;
type Unreadable = Answer["unreadable"][number];
type Row = { item: TestWrite } | { unreadable: Unreadable } | "bad";

/** A page as it is put together from smaller pages and single bad records, from its top. */
export class Pieces {
  readonly #top: number;
  readonly #rows: Row[] = [];
  readonly #ends: number[] = [];
  #longest = 1;

  /** @param top how many records stand above the page */
  constructor(top: number) {
    this.#top = top;
  }

  /** Where two pieces meet, as how many records stand above. */
  get seams(): readonly number[] {
    return this.#ends.slice(0, -1);
  }

  /** Adds a smaller page, or a bad record. */
  add(piece: Answer | "bad"): void {
    const rows = rowsOf(piece);
    this.#rows.push(...rows);
    this.#ends.push(this.#top + this.#rows.length);
    this.#longest = Math.max(this.#longest, rows.length);
  }

  /**
   * What to ask for once more to see that nothing stands between two pieces: a page that lies across the seam, or where a bad
   * record is too near for one, the records on both sides of it.
   */
  across(seam: number): Window[] {
    for (let size = 2; size <= this.#longest; size += 1) {
      const window = { page: Math.floor(seam / size) + 1, size };
      if (seam % size !== 0 && this.#isReadable(window)) return [window];
    }
    return [
      { page: seam, size: 1 },
      { page: seam + 1, size: 1 },
    ];
  }

  /** Whether a page shows what was read in its place. */
  isAsRead(window: Window, answer: Answer | "bad"): boolean {
    const read = this.#at(window);
    const shown = rowsOf(answer);
    return shown.length === window.size && read.every((row, index) => isSame(row, shown[index]));
  }

  /** Leaves out what was read below a seam. */
  cutAt(seam: number): void {
    this.#rows.length = seam - this.#top;
  }

  toPage(): Pick<TestPage, "items" | "unreadable" | "bad"> {
    const page = { items: [] as TestWrite[], unreadable: [] as Unreadable[], bad: [] as BadRecord[] };
    for (const [index, row] of this.#rows.entries()) {
      if (row === "bad") page.bad.push({ itemsAbove: page.items.length, position: this.#top + index + 1 });
      else if ("item" in row) page.items.push(row.item);
      else page.unreadable.push(row.unreadable);
    }
    return page;
  }

  #isReadable(window: Window): boolean {
    return topOf(window) >= this.#top && this.#at(window).length === window.size && !this.#at(window).includes("bad");
  }

  #at(window: Window): Row[] {
    const start = topOf(window) - this.#top;
    return this.#rows.slice(start, start + window.size);
  }
}

function rowsOf(answer: Answer | "bad"): Row[] {
  if (answer === "bad") return ["bad"];
  const rows: Row[] = answer.items.map((item) => ({ item }));
  for (const unreadable of answer.unreadable) rows.splice(unreadable.index, 0, { unreadable });
  return rows;
}

function isSame(row: Row, other: Row | undefined): boolean {
  if (row === "bad" || other === "bad" || other === undefined) return row === other;
  // One without an id cannot be told from another.
  return "item" in row ? "item" in other && other.item.id === row.item.id : "unreadable" in other;
}
