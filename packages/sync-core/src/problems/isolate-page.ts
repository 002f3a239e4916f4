import type { ListAnswer } from "@testio/api-client";
import type { TestWrite } from "@testio/store";
import { isBadRecordError } from "../errors/is-bad-record-error.js";
import type { TestPage } from "../pass/test-page.js";
import type { Window } from "../pass/window.js";
import { Pieces } from "./pieces.js";

/** After so many single records in a row it may be the whole list that fails, not a record. */
const SUSPICIOUS = 5;

export interface IsolateRequest {
  /** Asks for a page of a size. */
  read: (page: number, size: number) => Promise<ListAnswer<TestWrite>>;
  /** How many records stand above the page. */
  offset: number;
  /** How many records the page covers. */
  count: number;
  /** What the whole page answered; thrown when it turns out not to be for a bad record. */
  failure: unknown;
  /** Bad records right above the page, without a readable one in between. */
  badAbove: number;
  /** Whether the list still answers where it did; `position` is the nearest readable record of this page, null = there is none. */
  stillAnswers: (position: number | null) => Promise<boolean>;
}

/** A page without the records that make it fail. */
export interface IsolatedPage {
  page: Pick<TestPage, "items" | "unreadable" | "bad">;
  /** The length to which the server cuts pages, if that showed. */
  cap: number | null;
  /** Whether the list ends on it. */
  toEnd: boolean;
}

/**
 * Reads what can be read of a page that answers 500, in ever smaller pages down to single records. Their sizes are powers of
 * two, each half of the one before, so that they lie within one another.
 *
 * A smaller page is only believed when it is as long as asked for: a server that caps `per_page` answers another stretch of
 * the list. Such a page is split like one that failed.
 *
 * The smaller pages are of different moments, and a test deleted meanwhile pulls another past the seam of two of them. So what
 * stands on both sides of each seam is asked for once more, together where no bad record is in the way; what follows on a seam
 * that shows anything else is left out.
 */
export async function isolatePage(request: IsolateRequest): Promise<IsolatedPage> {
  const { offset, count } = request;
  const isolation = new Isolation(request);
  const sizes = smallerSizes(count);
  let next = offset;
  while (next < offset + count && !isolation.ended) {
    const size = sizes.find((candidate) => next % candidate === 0 && candidate <= offset + count - next) ?? 1;
    await isolation.readStretch(next, size);
    next += size;
  }
  await isolation.checkSeams();
  return { page: isolation.pieces.toPage(), cap: isolation.cap, toEnd: isolation.ended };
}

/** The powers of two below a page size, greatest first: 100 → 64, 32, …, 1. */
export function smallerSizes(pageSize: number): number[] {
  const sizes: number[] = [];
  for (let size = 1; size === 1 || size < pageSize; size *= 2) sizes.unshift(size);
  return sizes;
}

class Isolation {
  readonly #request: IsolateRequest;
  readonly pieces: Pieces;
  #badInARow: number;
  #lastReadable: number | null = null;
  /** See {@link IsolatedPage}. */
  cap: number | null = null;
  /** Whether the end of the list was met. */
  ended = false;

  constructor(request: IsolateRequest) {
    this.#request = request;
    this.pieces = new Pieces(request.offset);
    this.#badInARow = request.badAbove;
  }

  /** Reads `size` records from `offset` on, which is a multiple of it; returns how many there are. */
  async readStretch(offset: number, size: number): Promise<number> {
    const answer = await this.#read({ page: offset / size + 1, size });
    if (answer === "bad" && size === 1) return this.#addBad();
    if (answer === "bad") return this.#split(offset, size);
    const rows = answer.items.length + answer.unreadable.length;
    if (rows > size) throw this.#request.failure;
    if (rows === 0) {
      this.ended = true;
      return 0;
    }
    if (rows === size) {
      this.pieces.add(answer);
      this.#badInARow = 0;
      this.#lastReadable = offset + rows;
      return rows;
    }
    const found = await this.#split(offset, size);
    // There was more than the short answer had: it was cut, not the end of the list.
    if (found > rows) this.cap = Math.max(rows, this.cap ?? 0);
    return found;
  }

  /** Leaves out what follows on a seam where something may stand that neither of the two pieces had. */
  async checkSeams(): Promise<void> {
    let last: Window | null = null;
    for (const seam of this.pieces.seams) {
      for (const window of this.pieces.across(seam)) {
        // A bad record alone is both below one seam and above the next.
        if (window.page === last?.page && window.size === last.size) continue;
        last = window;
        if (this.pieces.isAsRead(window, await this.#read(window))) continue;
        this.pieces.cutAt(seam);
        this.ended = false;
        return;
      }
    }
  }

  async #read({ page, size }: Window): Promise<ListAnswer<TestWrite> | "bad"> {
    try {
      return await this.#request.read(page, size);
    } catch (error) {
      if (isBadRecordError(error)) return "bad";
      throw error;
    }
  }

  async #split(offset: number, size: number): Promise<number> {
    const smaller = size / 2;
    let found = 0;
    for (let next = offset; next < offset + size && !this.ended; next += smaller) {
      found += await this.readStretch(next, smaller);
    }
    return found;
  }

  async #addBad(): Promise<number> {
    this.pieces.add("bad");
    this.#badInARow += 1;
    const suspicious = this.#badInARow % SUSPICIOUS === 0;
    if (suspicious && !(await this.#request.stillAnswers(this.#lastReadable))) throw this.#request.failure;
    return 1;
  }
}
